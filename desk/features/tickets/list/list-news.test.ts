import { expect, test } from 'vitest'
import type { TicketRow } from '../../../../contract/tickets.ts'
import { noNews, type Pages, patched, rowsOf, takeNews, withOnTop } from './list-news.ts'

const row = (id: string, title = id) => ({ id, title }) as TicketRow
const loaded = [row('a'), row('b')]
const pages: Pages = { pages: [{ items: loaded, next: null }], pageParams: [undefined] }

test('a ticket that the list does not hold yet is announced, once', () => {
  const first = takeNews(noNews, loaded, ['c'], [row('c')])
  const again = takeNews(first, loaded, ['c'], [row('c', 'changed')])
  expect(again.arrived).toEqual([row('c', 'changed')])
})

test('one that leaves before being looked at is announced no more', () => {
  const first = takeNews(noNews, loaded, ['c', 'd'], [row('c'), row('d')])
  expect(takeNews(first, loaded, ['c'], []).arrived).toEqual([row('d')])
})

test('a loaded row that no longer matches has left; when it matches again it is back', () => {
  const left = takeNews(noNews, loaded, ['a', 'x'], [])
  expect([...left.left]).toEqual(['a'])
  expect(left.arrived).toEqual([])
  expect(takeNews(left, loaded, ['a'], [row('a')]).left.size).toBe(0)
})

test('rows change where they stand', () => {
  expect(rowsOf(patched(pages, [row('b', 'new title'), row('z')]))).toEqual([row('a'), row('b', 'new title')])
  expect(patched(pages, [row('z')])).toBe(pages)
})

test('new rows come first', () => {
  expect(rowsOf(withOnTop(pages, [row('c')])).map(({ id }) => id)).toEqual(['c', 'a', 'b'])
})
