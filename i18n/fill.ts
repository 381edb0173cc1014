import type { Locale } from '../contract/enums.ts'

export type MessageValues = Record<string, string | number>

/** Replaces the space before “:” and after “n°” by one that does not break the line. */
export function withFrenchSpaces<T extends Record<string, string>>(messages: T): T {
  const spaced = Object.entries(messages).map(([key, message]) => [
    key,
    message.replace(/ (?=[;:!?»])/g, '\u00a0').replace(/(?<=«|\bn°) /gi, '\u00a0'),
  ])
  return Object.fromEntries(spaced)
}

/**
 * Returns a message with its values. `{name}` takes a value; `{count|one|many}` chooses by the language's plural rules
 * and may use `#` for the number itself.
 */
export function fill(locale: Locale, message: string, values: MessageValues = {}): string {
  return message.replace(/\{(\w+)(?:\|([^|{}]*)\|([^|{}]*))?\}/g, (_, name: string, one, many) => {
    const value = values[name] ?? ''
    if (one === undefined) return String(value)
    const form = new Intl.PluralRules(locale).select(Number(value))
    return (form === 'one' ? one : many).replace('#', Number(value).toLocaleString(locale))
  })
}
