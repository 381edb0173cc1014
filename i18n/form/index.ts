import type { Locale } from '../../contract/enums.ts'
import { fill, type MessageValues, withFrenchSpaces } from '../fill.ts'
import { en } from './en.ts'
import { fr } from './fr.ts'

export type FormKey = keyof typeof fr
export type FormMessages = Record<FormKey, string>

const catalogues: Record<Locale, FormMessages> = { fr: withFrenchSpaces(fr), en }

/** Returns a message of a form; see `fill` for its values. */
export const translateForm = (locale: Locale, key: FormKey, values?: MessageValues): string =>
  fill(locale, catalogues[locale][key], values)
