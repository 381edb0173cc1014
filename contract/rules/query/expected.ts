import type { Locale } from '../../enums.ts'
import { fieldNames, fields, foldWord, wordOf } from './fields.ts'
import type { FieldName } from './tree.ts'
import { meWords, missingWords, periodWords, type Spellings, unitWords } from './values.ts'

/** Values of a field that can be listed: all of a choice, the fixed ones and examples of others. */
export function expectedOf(field: FieldName, locale: Locale): string[] {
  const declared = fields[field]
  const missing = declared.missing ? [missingWords[declared.missing][locale][0]] : []
  if (declared.takes === 'choice') return [...wordsOf(Object.values(declared.choices), locale), ...missing]
  if (declared.takes === 'stars') return ['1', '2', '3', '4', '5', ...missing]
  if (declared.takes === 'date') return [...examplesOfDates(locale), ...missing]
  return [...(declared.me ? [meWords[locale][0]] : []), ...missing]
}

const wordsOf = (spellings: Spellings[], locale: Locale) => spellings.map((each) => each[locale][0])

const examplesOfDates = (locale: Locale) => [
  ...wordsOf(Object.values(periodWords), locale),
  `<7${unitWords.day[locale][0]}`,
  '2026-11-01',
]

/** Returns the fields’ words, those that resemble a text first. */
export function fieldsLike(text: string, locale: Locale): string[] {
  const typed = foldWord(text)
  const distance = (field: FieldName) => editDistance(typed, foldWord(wordOf(field, locale)).slice(0, 30))
  return fieldNames.toSorted((a, b) => distance(a) - distance(b)).map((field) => wordOf(field, locale))
}

/** Number of letters to change, add or leave out between two words. */
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, length) => length)
  for (const [done, letter] of [...from].entries()) {
    const next = [done + 1]
    for (const [at, other] of [...to].entries())
      next.push(Math.min((row[at] ?? 0) + (letter === other ? 0 : 1), (row[at + 1] ?? 0) + 1, (next[at] ?? 0) + 1))
    row = next
  }
  return row.at(-1) ?? 0
}
