import { expect, test } from 'vitest'
import { fill } from './fill.ts'

test('a count takes the plural form of its language', () => {
  const forms = (locale: 'fr' | 'en') =>
    [0, 1, 2, 1_000_000].map((count) => fill(locale, '{count|# one|# many}', { count }).replace(/[^a-z]/g, ''))
  expect(forms('fr')).toEqual(['one', 'one', 'many', 'many'])
  expect(forms('en')).toEqual(['many', 'one', 'many', 'many'])
})

test('a value replaces its name, a number in the format of the language', () => {
  expect(fill('fr', '{who} : {count|# ticket|# tickets}', { who: 'Léa', count: 1200 })).toBe('Léa : 1\u202f200 tickets')
  expect(fill('en', '{who}: {count|# ticket|# tickets}', { who: 'Léa', count: 1200 })).toBe('Léa: 1,200 tickets')
})
