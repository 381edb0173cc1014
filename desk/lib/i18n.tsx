import { useCallback } from 'react'
import { type Locale, locales } from '../../contract/enums.ts'
import { loadCatalogue, translate } from '../../i18n/desk.ts'
import type { MessageKey, MessageValues } from '../../i18n/index.ts'
import { createStore, useStore } from '../../ui/store.ts'
import { storage } from './storage.ts'

export type { MessageKey, MessageValues }

const isLocale = (value: string | null | undefined): value is Locale => locales.includes(value as Locale)

/** Before anybody is signed in: what was last chosen on this machine, else the browser's language. */
function firstLocale(): Locale {
  const kept = storage.read('locale')
  if (isLocale(kept)) return kept
  return navigator.languages.map((language) => language.slice(0, 2)).find(isLocale) ?? 'fr'
}

const current = createStore<Locale>(firstLocale())
document.documentElement.lang = current.get()

export const locale = () => current.get()
export const useLocale = () => useStore(current)

/** Turns the desk to a language once its messages have come; without them it stays in French. */
export async function setLocale(next: Locale): Promise<void> {
  await loadCatalogue(next).catch(() => {})
  current.set(next)
  storage.write('locale', next)
  document.documentElement.lang = next
}

/** A message outside React: in a toast, an error. Inside, use `useT`, which follows a change of language. */
export const t = (key: MessageKey, values?: MessageValues) => translate(current.get(), key, values)

export type Translate = typeof t

export function useT(): Translate {
  const language = useLocale()
  return useCallback((key, values) => translate(language, key, values), [language])
}
