import type { Locale } from '../contract/enums.ts'
import { fill, type MessageValues, withFrenchSpaces } from './fill.ts'
import { fr } from './fr/index.ts'
import type { MessageKey } from './index.ts'

const french: Record<MessageKey, string> = withFrenchSpaces(fr)
const catalogues: Partial<Record<Locale, Record<MessageKey, string>>> = { fr: french }

/** Loads the messages of a language. French is part of the desk. */
export async function loadCatalogue(locale: Locale): Promise<void> {
  if (locale === 'en') catalogues.en ??= (await import('./en/index.ts')).en
}

/** Returns a message in a language, in French until its catalogue has loaded; see `fill` for its values. */
export const translate = (locale: Locale, key: MessageKey, values?: MessageValues): string =>
  fill(locale, (catalogues[locale] ?? french)[key], values)
