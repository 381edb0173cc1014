import { expect, test } from 'vitest'
import { filterOf, readSearch, searchKey, toggled } from './filter.ts'

test('an address is parsed to the filter that it was made from', () => {
  const search = { status: 'opened,fixing', lead: 'me', late: 'true', sort: 'due', text: 'chaudière' }
  expect(readSearch(search)).toEqual(search)
})

test('numbers and booleans that the router parsed are strings again', () => {
  expect(readSearch({ text: 1042, late: true })).toEqual({ text: '1042', late: 'true' })
})

test('unknown, empty and default values are left out', () => {
  expect(
    readSearch({ state: 'open', sort: 'updated', status: 'melted', lead: 'karim', text: ' ', colour: 'blue' }),
  ).toEqual({})
})

test('two addresses of the same list have the same key', () => {
  expect(searchKey({ lead: 'me', late: 'true' })).toBe(searchKey({ late: 'true', lead: 'me' }))
  expect(searchKey({ lead: 'me' })).not.toBe(searchKey({ text: 'me' }))
})

test('a value is added to a list parameter and removed from it', () => {
  expect(toggled(undefined, 'opened')).toBe('opened')
  expect(toggled('opened', 'fixing')).toBe('opened,fixing')
  expect(toggled('opened,fixing', 'opened')).toBe('fixing')
  expect(toggled('opened', 'opened')).toBeUndefined()
})

test('a count ignores the order', () => {
  expect(filterOf({ lead: 'me', sort: 'due' })).toEqual({ lead: 'me' })
})
