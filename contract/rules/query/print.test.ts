import fc from 'fast-check'
import { expect, test } from 'vitest'
import { locales } from '../../enums.ts'
import { parseQuery, printQuery, type QueryTree } from './index.ts'
import { aQuery } from './query.fixtures.ts'

const withoutPlaces = (tree: QueryTree | null) =>
  JSON.parse(JSON.stringify(tree, (name, value) => (name === 'at' ? undefined : value)))

test('a printed query is read as the same query, in both languages', () => {
  fc.assert(
    fc.property(aQuery(), fc.constantFrom(...locales), (tree, locale) => {
      const { tree: read, error } = parseQuery(printQuery(tree, locale), locale)
      expect(error).toBeNull()
      expect(withoutPlaces(read)).toEqual(withoutPlaces(tree))
    }),
    { numRuns: 2_000 },
  )
})

test('any text is read or refused at a place within it, and what is read is printed stably', () => {
  const pieces = fc.constantFrom(
    ...'( ) - " « » : , < >= OU non ET statut: suiveur: créé: attente moi 7j hier pompe'.split(' '),
    ' ',
  )
  const texts = fc.oneof(
    fc.array(pieces, { maxLength: 30 }).map((all) => all.join('')),
    fc.string({ unit: 'grapheme' }),
  )
  fc.assert(
    fc.property(texts, fc.constantFrom(...locales), (text, locale) => {
      const { tree, error } = parseQuery(text, locale)
      const [from, to] = error?.at ?? [0, 0]
      expect(0 <= from && from <= to && to <= text.length).toBe(true)
      if (error) return
      const printed = printQuery(tree, locale)
      const again = parseQuery(printed, locale)
      expect(again.error).toBeNull()
      expect(withoutPlaces(again.tree)).toEqual(withoutPlaces(tree))
    }),
    { numRuns: 3_000 },
  )
})
