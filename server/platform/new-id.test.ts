import { afterEach, expect, test, vi } from 'vitest'
import { newId } from './new-id.ts'

afterEach(() => vi.useRealTimers())

/** Instant that an id begins with. */
const instantOf = (id: string) => Number.parseInt(id.replace('-', '').slice(0, 12), 16)

test('ids rise, even within a millisecond', () => {
  const ids = Array.from({ length: 50_000 }, newId)
  expect(ids).toEqual(ids.toSorted())
  expect(new Set(ids).size).toBe(ids.length)
})

test('ids do not follow a small step back of the clock, and follow a large one', () => {
  vi.useFakeTimers({ now: Date.now() + 1_000 })
  const before = newId()
  vi.setSystemTime(Date.now() - 5_000)
  expect(newId() > before).toBe(true)
  vi.setSystemTime(Date.now() - 3_600_000)
  expect(instantOf(newId())).toBe(Date.now())
})
