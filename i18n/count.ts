import type { Locale } from '../contract/enums.ts'
import { fill, type MessageValues, withFrenchSpaces } from './fill.ts'

const fr = {
  'count.to_handle': '{count|ticket à traiter|tickets à traiter}',
  'count.late': '{count|dont # en retard|dont # en retard}',
  'count.unread': 'Tickets à traiter : pas de réponse de Guichet',
}
const en: Record<keyof typeof fr, string> = {
  'count.to_handle': '{count|ticket to handle|tickets to handle}',
  'count.late': '{count|# overdue|# overdue}',
  'count.unread': 'Tickets to handle: no response from Guichet',
}
const catalogues: Record<Locale, Record<keyof typeof fr, string>> = { fr: withFrenchSpaces(fr), en }

/** Returns a message of the ticket count, from a small catalogue of its own. */
export const translateCount = (locale: Locale, key: keyof typeof fr, values?: MessageValues): string =>
  fill(locale, catalogues[locale][key], values)
