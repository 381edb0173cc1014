import { AppError } from '../app-error.ts'

const atOnce = 2
const waitingAtMost = 200
const waitingOfOneSender = 30
const retrySeconds = 10

/**
 * A bounded queue of slow work: two at once, never both of one sender, and senders take turns. Work of one sender, however
 * slow, leaves the others half of the places.
 */
export function openFairQueue() {
  /** Waiting work by sender, in the order of their turns. */
  const waiting = new Map<string, (() => void)[]>()
  const running = new Set<string>()

  function startNext(): void {
    for (const [sender, turns] of waiting) {
      if (running.size >= atOnce) return
      if (running.has(sender)) continue
      // Behind the others, for the next turn.
      waiting.delete(sender)
      const start = turns.shift()
      if (turns.length > 0) waiting.set(sender, turns)
      running.add(sender)
      start?.()
    }
  }

  async function turnOf(sender: string): Promise<void> {
    const turns = waiting.get(sender) ?? []
    const all = [...waiting.values()].reduce((sum, { length }) => sum + length, 0)
    if (turns.length >= waitingOfOneSender || all >= waitingAtMost)
      throw new AppError('too_many_requests', { seconds: retrySeconds })
    const { promise, resolve } = Promise.withResolvers<void>()
    waiting.set(sender, [...turns, resolve])
    startNext()
    await promise
  }

  return {
    /** Does the work when it is the sender's turn. Throws too_many_requests when too much waits. */
    async run<T>(sender: string, work: () => Promise<T>): Promise<T> {
      await turnOf(sender)
      try {
        return await work()
      } finally {
        running.delete(sender)
        startNext()
      }
    },
  }
}
