import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { LiveNews } from '../../../contract/events.ts'
import { createNewsBatcher } from './news-batcher.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const news = (id: string): LiveNews => ({ name: 'ticket.changed', subject: 'ticket', id, by: null })

test('the first news passes in 40 ms; a burst behind it comes together, 250 ms later, each once', () => {
  const handed: string[][] = []
  const gather = createNewsBatcher(
    (batch) => handed.push(batch.map((each) => each.id)),
    () => false,
  )
  gather.add(news('a'))
  vi.advanceTimersByTime(40)
  expect(handed).toEqual([['a']])
  for (const id of ['b', 'c', 'b', 'c', 'b']) gather.add(news(id))
  vi.advanceTimersByTime(249)
  expect(handed).toHaveLength(1)
  vi.advanceTimersByTime(1)
  expect(handed[1]).toEqual(['b', 'c'])
})

test('a page out of view reads nothing again until somebody looks', () => {
  const handed: string[][] = []
  let hidden = true
  const gather = createNewsBatcher(
    (batch) => handed.push(batch.map((each) => each.id)),
    () => hidden,
  )
  gather.add(news('a'))
  vi.advanceTimersByTime(10_000)
  expect(handed).toEqual([])
  hidden = false
  gather.look()
  vi.advanceTimersByTime(40)
  expect(handed).toEqual([['a']])
})
