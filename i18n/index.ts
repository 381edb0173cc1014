import type { Locale } from '../contract/enums.ts'
import { en } from './en/index.ts'
import { fill, type MessageValues, withFrenchSpaces } from './fill.ts'
import { fr } from './fr/index.ts'

export type { MessageValues }
export type MessageKey = keyof typeof fr

const catalogues: Record<Locale, Record<MessageKey, string>> = { fr: withFrenchSpaces(fr), en }

/** Returns a message in a language; see `fill` for its values. */
export const translate = (locale: Locale, key: MessageKey, values?: MessageValues): string =>
  fill(locale, catalogues[locale][key], values)
