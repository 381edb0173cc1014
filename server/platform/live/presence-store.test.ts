import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { LivePresence } from '../../../contract/presence.ts'
import { openPresenceStore } from './presence-store.ts'

const claire = { id: 'claire', name: 'Claire Morel' }
const malik = { id: 'malik', name: 'Malik Haddad' }
const closing: (() => void)[] = []

function aMemory() {
  const told: string[] = []
  const memory = openPresenceStore(({ id, agent, doing }: LivePresence) => told.push(`${agent.id} ${doing} at ${id}`))
  closing.push(memory.close)
  const says = (agent: typeof claire, page: string, place: string, doing: LivePresence['doing']) =>
    memory.hear({ agent, page, place, doing })
  return { memory, told, says }
}

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  for (const close of closing.splice(0)) close()
  vi.useRealTimers()
})

test('a heartbeat without a change notifies nobody', () => {
  const { told, says } = aMemory()
  for (const doing of ['looking', 'looking', 'typing', 'typing', 'looking', 'left'] as const)
    says(claire, 'one', 'here', doing)
  expect(told).toEqual(['looking', 'typing', 'looking', 'left'].map((doing) => `claire ${doing} at here`))
})

test('the most active of an agent’s pages counts, and closing one is not leaving', () => {
  const { memory, told, says } = aMemory()
  says(claire, 'desk', 'here', 'typing')
  says(claire, 'phone', 'here', 'looking')
  says(malik, 'desk', 'here', 'looking')
  expect(memory.at('here')).toEqual([
    { agent: claire, doing: 'typing' },
    { agent: malik, doing: 'looking' },
  ])
  says(claire, 'desk', 'here', 'left')
  expect(told.at(-1)).toBe('claire looking at here')
})

test('an agent who moved to another ticket has left the first, even if the message of leaving arrives late', () => {
  const { memory, told, says } = aMemory()
  says(claire, 'desk', 'here', 'looking')
  says(claire, 'desk', 'there', 'looking')
  says(claire, 'desk', 'here', 'left')
  expect(told).toEqual(['claire looking at here', 'claire left at here', 'claire looking at there'])
  expect(memory.at('there')).toHaveLength(1)
})

test('a browser that was killed disappears 45 s after its last heartbeat', async () => {
  const { memory, told, says } = aMemory()
  says(claire, 'desk', 'here', 'typing')
  await vi.advanceTimersByTimeAsync(20_000)
  says(claire, 'desk', 'here', 'typing')
  await vi.advanceTimersByTimeAsync(40_000)
  expect(memory.at('here')).toHaveLength(1)
  await vi.advanceTimersByTimeAsync(10_000)
  expect(memory.at('here')).toEqual([])
  expect(told.at(-1)).toBe('claire left at here')
})

test('at most the newest twenty pages of an agent are stored', () => {
  const { memory, says } = aMemory()
  for (let n = 0; n < 1_000; n++) says(claire, `page ${n}`, `place ${n}`, 'looking')
  const places = Array.from({ length: 1_000 }, (_, n) => memory.at(`place ${n}`).length)
  expect(places.reduce((sum, count) => sum + count)).toBe(20)
  expect(places.at(-1)).toBe(1)
})
