import { useCallback } from 'react'
import { type Locale, locales } from '../../contract/enums.ts'
import { loadCatalogue, translate } from '../../i18n/desk.ts'
import type { MessageKey, MessageValues } from '../../i18n/index.ts'
import { createStore, useStore } from '../../ui/store.ts'
import { storage } from './storage.ts'

export type { MessageKey, MessageValues }

const isLocale = (value: string | null | undefined): value is Locale => locales.includes(value as Locale)

/** Language before sign-in: the last choice on this device, else the browser's. */
function firstLocale(): Locale {
  const kept = storage.read('locale')
  if (isLocale(kept)) return kept
  return navigator.languages.map((language) => language.slice(0, 2)).find(isLocale) ?? 'fr'
}

const current = createStore<Locale>(firstLocale())
document.documentElement.lang = current.get()

export const locale = () => current.get()
export const useLocale = () => useStore(current)

/** Switches the language once its messages are loaded; without them it stays French. */
export async function setLocale(next: Locale): Promise<void> {
  await loadCatalogue(next).catch(() => {})
  current.set(next)
  storage.write('locale', next)
  document.documentElement.lang = next
}

/** Returns a message outside React, as for toasts and errors. Components use useT(), which follows the language. */
export const t = (key: MessageKey, values?: MessageValues) => translate(current.get(), key, values)

export type Translate = typeof t

export function useT(): Translate {
  const language = useLocale()
  return useCallback((key, values) => translate(language, key, values), [language])
}
