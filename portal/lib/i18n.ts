import { computed, signal } from '@preact/signals'
import { datesIn } from '../../browser/dates.ts'
import { locales } from '../../contract/enum-values.ts'
import type { Locale } from '../../contract/enums.ts'
import type { MessageValues } from '../../i18n/fill.ts'
import { type PortalKey, translatePortal } from '../../i18n/portal/index.ts'
import { kept } from './kept.ts'

const isLocale = (value: unknown): value is Locale => locales.includes(value as Locale)

/** Before anybody is signed in: what was last chosen on this device, else the browser's language. */
function firstLocale(): Locale {
  const known = kept.read('locale')
  if (isLocale(known)) return known
  return navigator.languages.map((language) => language.slice(0, 2)).find(isLocale) ?? 'fr'
}

export const locale = signal<Locale>(firstLocale())
export const timeZone = signal('Europe/Paris')

export function setLocale(next: Locale) {
  locale.value = next
  kept.write('locale', next)
}

export const t = (key: PortalKey, values?: MessageValues) => translatePortal(locale.value, key, values)
export const dates = computed(() => datesIn(locale.value, timeZone.value))
