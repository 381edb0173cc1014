import type { Locale } from '../../contract/enums.ts'
import { fill, type MessageValues, withFrenchSpaces } from '../fill.ts'
import { en } from './en.ts'
import { fr } from './fr.ts'

export type PortalKey = keyof typeof fr
export type PortalMessages = Record<PortalKey, string>

const catalogues: Record<Locale, PortalMessages> = { fr: withFrenchSpaces(fr), en }

/** Returns a message of the portal; see `fill` for its values. */
export const translatePortal = (locale: Locale, key: PortalKey, values?: MessageValues): string =>
  fill(locale, catalogues[locale][key], values)
