import { computed, signal } from '@preact/signals'
import { createDates } from '../../browser/dates.ts'
import { locales } from '../../contract/enum-values.ts'
import type { Locale } from '../../contract/enums.ts'
import type { MessageValues } from '../../i18n/fill.ts'
import { type PortalKey, translatePortal } from '../../i18n/portal/index.ts'
import { clientStorage } from './client-storage.ts'

const isLocale = (value: unknown): value is Locale => locales.includes(value as Locale)

/** Language before sign-in: the last choice on this device, else the browser's. */
function firstLocale(): Locale {
  const known = clientStorage.read('locale')
  if (isLocale(known)) return known
  return navigator.languages.map((language) => language.slice(0, 2)).find(isLocale) ?? 'fr'
}

export const locale = signal<Locale>(firstLocale())
export const timeZone = signal('Europe/Paris')

export function setLocale(next: Locale) {
  locale.value = next
  clientStorage.write('locale', next)
}

export const t = (key: PortalKey, values?: MessageValues) => translatePortal(locale.value, key, values)
export const dates = computed(() => createDates(locale.value, timeZone.value))
