import type { Locale } from '../contract/enums.ts'
import { en } from './en/index.ts'
import { fr } from './fr/index.ts'

export type MessageKey = keyof typeof fr
export type MessageValues = Record<string, string | number>

const catalogues: Record<Locale, Record<MessageKey, string>> = { fr: withFrenchSpaces(fr), en }

/** No line begins with « : » or ends with « n° »: the space before or after is not one to break at. */
function withFrenchSpaces<T extends Record<string, string>>(messages: T): T {
  const spaced = Object.entries(messages).map(([key, message]) => [
    key,
    message.replace(/ (?=[;:!?»])/g, '\u00a0').replace(/(?<=«|\bn°) /gi, '\u00a0'),
  ])
  return Object.fromEntries(spaced)
}

/**
 * A message in a language. `{name}` takes a value; `{count|one|many}` chooses by number
 * (French: 0 and 1 are singular; English: 1 alone) and may use `#` for the number itself.
 */
export function translate(locale: Locale, key: MessageKey, values: MessageValues = {}): string {
  return catalogues[locale][key].replace(/\{(\w+)(?:\|([^|{}]*)\|([^|{}]*))?\}/g, (_, name: string, one, many) => {
    const value = values[name] ?? ''
    if (one === undefined) return String(value)
    const singular = locale === 'fr' ? Number(value) < 2 : Number(value) === 1
    return (singular ? one : many).replace('#', Number(value).toLocaleString(locale))
  })
}
