import type { Locale } from '../../contract/enums.ts'
import { fill, type MessageValues, withFrenchSpaces } from '../fill.ts'
import { type MessageKey, translate } from '../index.ts'
import { en } from './en.ts'
import { fr } from './fr.ts'

export type { MessageValues }
export type MailKey = MessageKey | keyof typeof fr

const catalogues: Record<Locale, Record<keyof typeof fr, string>> = { fr: withFrenchSpaces(fr), en }
const isMailText = (key: MailKey): key is keyof typeof fr => key in fr

/** Returns a text of a mail, or a message that mails share with the screens, in a language. */
export const translateMail = (locale: Locale, key: MailKey, values?: MessageValues): string =>
  isMailText(key) ? fill(locale, catalogues[locale][key], values) : translate(locale, key, values)
