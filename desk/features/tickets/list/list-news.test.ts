import { expect, test } from 'vitest'
import type { TicketRow } from '../../../../contract/tickets.ts'
import { noNews, type Pages, patched, rowsOf, takeNews, withOnTop } from './list-news.ts'

const row = (id: string, title = id) => ({ id, title }) as TicketRow
const loaded = [row('a'), row('b')]
const pages: Pages = { pages: [{ items: loaded, next: null }], pageParams: [undefined] }

test('a ticket that is not in the list yet is announced once', () => {
  const first = takeNews(noNews, loaded, ['c'], [row('c')])
  const again = takeNews(first, loaded, ['c'], [row('c', 'changed')])
  expect(again.arrived).toEqual([row('c', 'changed')])
})

test('an announced ticket that no longer matches is not announced any more', () => {
  const first = takeNews(noNews, loaded, ['c', 'd'], [row('c'), row('d')])
  expect(takeNews(first, loaded, ['c'], []).arrived).toEqual([row('d')])
})

test('a loaded row is marked while it does not match the filter', () => {
  const left = takeNews(noNews, loaded, ['a', 'x'], [])
  expect([...left.left]).toEqual(['a'])
  expect(left.arrived).toEqual([])
  expect(takeNews(left, loaded, ['a'], [row('a')]).left.size).toBe(0)
})

test('rows are updated in place', () => {
  expect(rowsOf(patched(pages, [row('b', 'new title'), row('z')]))).toEqual([row('a'), row('b', 'new title')])
  expect(patched(pages, [row('z')])).toBe(pages)
})

test('new rows come first', () => {
  expect(rowsOf(withOnTop(pages, [row('c')])).map(({ id }) => id)).toEqual(['c', 'a', 'b'])
})
