import { type Place, parseQuery } from '../../contract/rules/query/index.ts'
import { queryErrorText } from '../../i18n/query-words.ts'
import { locale, t, useLocale } from './i18n.tsx'

/** Returns the sentence for what cannot be read in a search, and the place that it points at; null when all can. */
export function findQueryError(text: string): { sentence: string; at: Place } | null {
  const { error } = parseQuery(text, locale())
  return error && { sentence: queryErrorText(t, locale(), error), at: error.at }
}

/** Returns the sentence for what cannot be read in a search, in the language of the screen. */
export function useQueryError(text: string | undefined): string | null {
  useLocale()
  return text === undefined ? null : (findQueryError(text)?.sentence ?? null)
}
