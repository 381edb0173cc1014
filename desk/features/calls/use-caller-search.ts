import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { Caller } from '../../../contract/contacts.ts'
import { useDebounced } from '../../lib/use-debounced.ts'
import { callersQuery } from './queries.ts'

/** A matching contact, or the offer to create a new one. */
export type Suggestion = { kind: 'known'; caller: Caller } | { kind: 'unknown' }

/**
 * Returns suggestions for the typed text. Enter pressed before they arrive is remembered: `hurry` sends the request at once
 * and `onArrival` gets the first suggestion, so that nobody waits for the search.
 */
export function useCallerSearch(text: string, onArrival: (suggestion: Suggestion) => void) {
  const rested = useDebounced(text, 120)
  const [hurried, setHurried] = useState<string | null>(null)
  const question = (hurried === text ? text : rested).trim()
  const { data, isPlaceholderData, isError, isFetching, isPaused } = useQuery(callersQuery(question))
  const cannotSearch = question !== '' && (isError || isPaused)
  const isCurrent = question === text.trim() && !isPlaceholderData && (data !== undefined || cannotSearch)

  const callers = text.trim() === '' || cannotSearch ? [] : (data?.items ?? [])
  const suggestions: Suggestion[] =
    text.trim() === '' ? [] : [...callers.map((caller) => ({ kind: 'known' as const, caller })), { kind: 'unknown' }]

  useEffect(() => {
    if (hurried === null || hurried !== text || !isCurrent) return
    setHurried(null)
    const [first] = suggestions
    if (first) onArrival(first)
  })

  return {
    suggestions,
    /** Whether the search has ended without a match. */
    nobody: isCurrent && !cannotSearch && callers.length === 0,
    isCurrent,
    isFetching,
    /** Whether the search failed, so that the caller may well be known. */
    cannotSearch,
    hurry: () => setHurried(text),
    isHurried: hurried !== null,
  }
}
