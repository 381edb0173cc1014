import type { Locale } from '../../enums.ts'
import { expectedOf } from './expected.ts'
import { fieldNames, fields, findField, foldWord } from './fields.ts'
import { tokenize } from './tokens.ts'
import type { FieldName, Place } from './tree.ts'

/** Completion of the word at the caret: an option replaces the text of `range`. */
export type Completion =
  | { range: Place; kind: 'field'; options: readonly string[] }
  /** Options are the fixed values. For names, a page looks `typed` up among its records and inserts printName(). */
  | { range: Place; kind: 'value'; field: FieldName; typed: string; options: readonly string[] }

const value =
  /(?:^|[\s(-])(\p{L}[\p{L}\p{M}_-]*):(?:[<>]=?|=)?(?:(?:"[^"]*"|[^\s"“«(),]*),)*(?:(["“«])([^"”»]*)|([^\s"“«(),]*))$/u
const word = /(?:^|[\s(])-?([^\s():"“”«»]*)$/u

/** Returns the fields or the values of a field that are expected at the caret; null within a phrase or an unknown field. */
export function complete(text: string, caret: number, locale: Locale): Completion | null {
  const before = text.slice(0, caret)
  const [, fieldWord, quote, quoted, typed = quoted ?? ''] = value.exec(before) ?? []
  if (fieldWord !== undefined)
    return completeValue(
      fieldWord,
      typed,
      [caret - typed.length - (quote?.length ?? 0), valueEnd(text, caret, quote)],
      locale,
    )
  const begun = 'openQuote' in tokenize(before) ? undefined : word.exec(before)?.[1]
  return begun === undefined ? null : completeField(begun, [caret - begun.length, fieldEnd(text, caret)], locale)
}

function completeValue(fieldWord: string, typed: string, range: Place, locale: Locale): Completion | null {
  const field = findField(fieldWord)
  if (field === null) return null
  return { range, kind: 'value', field, typed, options: expectedOf(field, locale).filter(startsWith(typed)) }
}

function completeField(begun: string, range: Place, locale: Locale): Completion {
  const matches = fieldNames.filter((field) => Object.values(fields[field].words).flat().some(startsWith(begun)))
  return { range, kind: 'field', options: matches.map((field) => `${fields[field].words[locale][0]}:`) }
}

const startsWith = (typed: string) => (option: string) => foldWord(option).startsWith(foldWord(typed))

function valueEnd(text: string, caret: number, quote: string | undefined) {
  const rest = (quote ? /^[^"”»]*["”»]?/ : /^[^\s(),]*/).exec(text.slice(caret))?.[0] ?? ''
  return caret + rest.length
}

/** A colon after the word is replaced with it. */
const fieldEnd = (text: string, caret: number) => caret + (/^[^\s():"]*:?/.exec(text.slice(caret))?.[0].length ?? 0)
