import { type RefObject, useEffect, useRef } from 'react'
import type { InputHandle } from './text-input.tsx'

/** Keeps the focus when the field is made anew under another key, so that words are never taken for shortcuts. */
export function useGoOnWriting(
  place: RefObject<HTMLElement | null>,
  input: RefObject<InputHandle | null>,
  key: string,
) {
  const before = useRef({ key, writing: false })
  // While the former field is still there.
  if (before.current.key !== key) before.current = { key, writing: isWriting(place.current) }
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each field
  useEffect(() => {
    if (before.current.writing) input.current?.focus()
  }, [key])
}

function isWriting(place: HTMLElement | null) {
  const { activeElement } = document
  return place?.contains(activeElement) === true && activeElement?.matches('[contenteditable], textarea') === true
}
