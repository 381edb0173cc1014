import { AppError } from '../app-error.ts'

const maxConcurrent = 2
const maxWaiting = 200
const maxWaitingPerSender = 30
const retrySeconds = 10

/**
 * Opens a bounded queue of slow work: two tasks at once, never both of one sender, and senders take turns. However slow one
 * sender's tasks are, half of the places remain for the others.
 */
export function openFairQueue() {
  /** Waiting tasks by sender, in the order of their turns. */
  const waiting = new Map<string, (() => void)[]>()
  const running = new Set<string>()

  function startNext(): void {
    for (const [sender, turns] of waiting) {
      if (running.size >= maxConcurrent) return
      if (running.has(sender)) continue
      // Moves the sender to the end of the queue.
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
    if (turns.length >= maxWaitingPerSender || all >= maxWaiting)
      throw new AppError('too_many_requests', { seconds: retrySeconds })
    const { promise, resolve } = Promise.withResolvers<void>()
    waiting.set(sender, [...turns, resolve])
    startNext()
    await promise
  }

  return {
    /** Runs a task at the sender's turn. Throws too_many_requests when too many wait. */
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
