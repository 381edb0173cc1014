import { useQuery } from '@tanstack/react-query'
import type { Place } from '../../../contract/rules/query/index.ts'
import { matchesWords } from '../../../ui/matches-words.ts'
import { useLocale } from '../../lib/i18n.tsx'
import { useQueryLanguage } from '../../lib/query-language.ts'
import { useDebounced } from '../../lib/use-debounced.ts'
import { recordNamesQuery } from './record-names.ts'

/** Completion of the text at the caret: `insert` replaces the text of `range`. */
export type SearchOption = { kind: 'field' | 'value'; label: string; insert: string; range: Place }

const shownAtMost = 8

/** Returns the fields, values and names that complete the search text at the caret. */
export function useSearchOptions(text: string, caret: number): SearchOption[] {
  const locale = useLocale()
  const language = useQueryLanguage()
  const completion = language?.complete(text, caret, locale) ?? null
  const field = completion?.kind === 'value' ? completion.field : null
  const typed = completion?.kind === 'value' ? completion.typed : ''
  const { data = [] } = useQuery(
    recordNamesQuery(field && language?.isNameField(field) ? field : null, useDebounced(typed).trim().slice(0, 200)),
  )
  const names = [...new Set(data)].filter((name) => matchesWords(name, typed))
  if (!completion || !language) return []
  const { kind, range, options } = completion
  if (kind === 'field') {
    // Nothing is offered until a word is begun: most searches are words.
    if (range[0] === caret) return []
    return options.slice(0, shownAtMost).map((option) => ({ kind, label: option, insert: option, range }))
  }
  const values = [
    ...options.map((option) => ({ kind, label: option, insert: option, range })),
    ...names.map((name) => ({ kind, label: name, insert: language.printName(name), range })),
  ]
  const isWhole = values.some(({ insert }) => insert === text.slice(...range))
  return isWhole ? [] : values.slice(0, shownAtMost)
}
