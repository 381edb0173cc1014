import { useEffect } from 'react'
import { createStore, useStore } from '../../ui/store.ts'
import { locale, t, useLocale } from './i18n.tsx'

type QueryLanguage = typeof import('../../contract/rules/query/index.ts') & typeof import('../../i18n/query-words.ts')

const loaded = createStore<QueryLanguage | null>(null)

/** Loads the search language, which no screen needs before somebody searches. */
export async function loadQueryLanguage(): Promise<QueryLanguage> {
  const [rules, words] = await Promise.all([
    import('../../contract/rules/query/index.ts'),
    import('../../i18n/query-words.ts'),
  ])
  const language = { ...rules, ...words }
  loaded.set(language)
  return language
}

/** Returns the search language once it is loaded. */
export const useQueryLanguage = () => useStore(loaded)

/** Returns the sentence for what cannot be read in a search, in the language of the screen; null until it is known. */
export function useQueryError(text: string | undefined): string | null {
  useLocale()
  const language = useQueryLanguage()
  const isNeeded = text !== undefined && language === null
  useEffect(() => {
    if (isNeeded) loadQueryLanguage().catch(() => {}) // the server refuses it too
  }, [isNeeded])
  if (text === undefined || language === null) return null
  const { error } = language.parseQuery(text, locale())
  return error && language.queryErrorText(t, locale(), error)
}
