import { type RawBuilder, sql } from 'kysely'

/**
 * What somebody typed, cut into words and numbers. Numbers typed in groups ("02 41 88") are also joined into the digits of
 * one, as dialled inside France.
 */
export type Searched = { words: string[]; digits: string | null; groups: string[] }

const wordsAtMost = 6

export function searched(text: string): Searched {
  const parts = text.trim().split(/\s+/).filter(Boolean)
  const groups = parts.filter((part) => /^[+(]?\d[\d.()/-]*$/.test(part))
  const digits = groups
    .join('')
    .replace(/\D/g, '')
    .replace(/^(?:00)?33(?=\d{2,9}$)/, '0')
  const words = parts.filter((part) => !groups.includes(part))
  return {
    words: words.slice(0, wordsAtMost),
    digits: digits === '' ? null : digits.slice(0, 20),
    groups: groups.slice(0, wordsAtMost),
  }
}

/** The column holds the word somewhere, accents and case aside; served by a trigram index from three letters on. */
export function holds(column: RawBuilder<unknown>, word: string): RawBuilder<boolean> {
  return sql<boolean>`${column} like '%' || fold(${escapeLike(word)}) || '%'`
}

/** The same, or a word that resembles it (a typing mistake). */
function resembles(column: RawBuilder<unknown>, word: string): RawBuilder<boolean> {
  return word.length < 4 ? holds(column, word) : sql<boolean>`(${holds(column, word)} or fold(${word}) <% ${column})`
}

/** One part of what was typed, each of which must be found: a word, or a number however it was grouped. */
export type Part = { word: string } | { digits: string; groups: string[] }

export function partsOf(text: string): Part[] {
  const { words, digits, groups } = searched(text)
  return [...words.map((word) => ({ word })), ...(digits ? [{ digits, groups }] : [])]
}

/** The text says the part, nearly; or the part is a number, in the text as it was typed or in the digits of the phone. */
export function says(part: Part, text: RawBuilder<unknown>, phone?: RawBuilder<unknown>): RawBuilder<boolean> {
  if ('word' in part) return resembles(text, part.word)
  const asTyped = sql.join(
    part.groups.map((group) => holds(text, group)),
    sql` and `,
  )
  const inPhone = phone ? sql` or ${holdsDigits(phone, part.digits)}` : sql``
  return sql<boolean>`(${holds(text, part.digits)} or (${asTyped})${inPhone})`
}

export function holdsDigits(column: RawBuilder<unknown>, digits: string): RawBuilder<boolean> {
  return sql<boolean>`${column} like '%' || ${digits} || '%'`
}

function escapeLike(word: string) {
  return word.replace(/[\\%_]/g, '\\$&')
}
