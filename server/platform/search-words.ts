import { type RawBuilder, sql } from 'kysely'

/**
 * Search text, split into words and numbers. Digits typed in groups ("02 41 88") are also joined, in the form dialled inside
 * France.
 */
type SearchTerms = { words: string[]; digits: string | null; groups: string[] }

const maxWords = 6

function parseSearchText(text: string): SearchTerms {
  const parts = text.trim().split(/\s+/).filter(Boolean)
  const groups = parts.filter((part) => /^[+(]?\d[\d.()/-]*$/.test(part))
  const digits = groups
    .join('')
    .replace(/\D/g, '')
    .replace(/^(?:00)?33(?=\d{2,9}$)/, '0')
  const words = parts.filter((part) => !groups.includes(part))
  return {
    words: words.slice(0, maxWords),
    digits: digits === '' ? null : digits.slice(0, 20),
    groups: groups.slice(0, maxWords),
  }
}

/** Matches a column that contains a word, ignoring accents and case. A trigram index serves it from three letters on. */
function containsWord(column: RawBuilder<unknown>, word: string): RawBuilder<boolean> {
  return sql<boolean>`${column} like '%' || fold(${escapeLike(word)}) || '%'`
}

/** Matches the same, or a similar word, which allows for typos. */
function containsSimilarWord(column: RawBuilder<unknown>, word: string): RawBuilder<boolean> {
  return word.length < 4
    ? containsWord(column, word)
    : sql<boolean>`(${containsWord(column, word)} or fold(${word}) <% ${column})`
}

/** Part of a search text that must match: a word, or a number in any grouping. */
export type Part = { word: string } | { digits: string; groups: string[] }

export function parseSearchParts(text: string): Part[] {
  const { words, digits, groups } = parseSearchText(text)
  return [...words.map((word) => ({ word })), ...(digits ? [{ digits, groups }] : [])]
}

/** Matches text by a part: a similar word, or a number as typed or among the digits of the phone. */
export function matchesPart(part: Part, text: RawBuilder<unknown>, phone?: RawBuilder<unknown>): RawBuilder<boolean> {
  if ('word' in part) return containsSimilarWord(text, part.word)
  const asTyped = sql.join(
    part.groups.map((group) => containsWord(text, group)),
    sql` and `,
  )
  const inPhone = phone ? sql` or ${containsDigits(phone, part.digits)}` : sql``
  return sql<boolean>`(${containsWord(text, part.digits)} or (${asTyped})${inPhone})`
}

export function containsDigits(column: RawBuilder<unknown>, digits: string): RawBuilder<boolean> {
  return sql<boolean>`${column} like '%' || ${digits} || '%'`
}

function escapeLike(word: string) {
  return word.replace(/[\\%_]/g, '\\$&')
}
