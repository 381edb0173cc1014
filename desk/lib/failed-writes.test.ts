import { MutationObserver, QueryClient } from '@tanstack/react-query'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { leavingMs, openMutationCache } from './failed-writes.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

function aFailingWrite(meta?: { failure: 'toast' | 'told' }) {
  const told: unknown[] = []
  const client = new QueryClient({ mutationCache: openMutationCache((error) => told.push(error)) })
  const refusal = Promise.withResolvers<never>()
  const observer = new MutationObserver(client, { mutationFn: () => refusal.promise, ...(meta && { meta }) })
  const leave = observer.subscribe(() => {})
  const written = observer.mutate().catch(() => {})
  const fail = async (meanwhile?: () => void) => {
    refusal.reject(new Error('refused'))
    await written
    meanwhile?.()
    // Not all timers: files that ran before in this process may have left some that repeat.
    await vi.advanceTimersByTimeAsync(leavingMs)
    return told.length
  }
  return { observer, leave, fail }
}

test('a failure is left to the component that watches its write', async () => {
  expect(await aFailingWrite().fail()).toBe(0)
})

test('a failure is told once the component that watched its write is gone', async () => {
  const { leave, fail } = aFailingWrite()
  leave()
  expect(await fail()).toBe(1)
})

test('a failure is told when its component is being left while it comes', async () => {
  const { leave, fail } = aFailingWrite()
  expect(await fail(leave)).toBe(1)
})

test('a failure that no component draws is told, and one that tells itself is not told twice', async () => {
  expect(await aFailingWrite({ failure: 'toast' }).fail()).toBe(1)
  const told = aFailingWrite({ failure: 'told' })
  told.leave()
  expect(await told.fail()).toBe(0)
})
