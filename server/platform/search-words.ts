import { type RawBuilder, sql } from 'kysely'

/** What somebody typed, cut into words; digits typed in groups ("02 41 88") are also joined into one number. */
export type Searched = { words: string[]; digits: string | null }

const wordsAtMost = 6

export function searched(text: string): Searched {
  const parts = text.trim().split(/\s+/).filter(Boolean)
  const numeric = parts.filter((part) => /^[+(]?\d[\d.()/-]*$/.test(part))
  const digits = numeric
    .join('')
    .replace(/\D/g, '')
    .replace(/^(?:00)?33(?=\d{2,9}$)/, '0')
  const words = parts.filter((part) => !numeric.includes(part))
  return { words: words.slice(0, wordsAtMost), digits: digits === '' ? null : digits.slice(0, 20) }
}

/** The column holds the word somewhere, accents and case aside; served by a trigram index from three letters on. */
export function holds(column: RawBuilder<unknown>, word: string): RawBuilder<boolean> {
  return sql<boolean>`${column} like '%' || fold(${escapeLike(word)}) || '%'`
}

/** The same, or a word that resembles it (a typing mistake). */
export function resembles(column: RawBuilder<unknown>, word: string): RawBuilder<boolean> {
  return word.length < 4 ? holds(column, word) : sql<boolean>`(${holds(column, word)} or fold(${word}) <% ${column})`
}

export function holdsDigits(column: RawBuilder<unknown>, digits: string): RawBuilder<boolean> {
  return sql<boolean>`${column} like ${`%${digits}%`}`
}

function escapeLike(word: string) {
  return word.replace(/[\\%_]/g, '\\$&')
}
