import type { Worker } from 'node:worker_threads'

/**
 * Speaks with a thread that answers one message at a time. A thread that fails or ends between two questions fails the next
 * one, and never the process.
 * @param words.late what to throw when an answer takes longer than `longestMs`
 * @param words.ended what to throw for a thread that ended without an answer
 * @param words.failed what to throw for an error of the thread
 */
export function askThread<T>(
  worker: Worker,
  longestMs: number,
  words: { late: () => Error; ended: () => Error; failed: (error: Error & { code?: string }) => Error },
) {
  const end = Promise.withResolvers<never>()
  end.promise.catch(() => {}) // the next question tells
  worker.on('error', (error: Error) => end.reject(words.failed(error)))
  worker.on('exit', () => end.reject(words.ended()))
  return {
    /** Waits for the next answer. */
    async next(): Promise<T> {
      const answer = Promise.withResolvers<T>()
      const late = setTimeout(() => answer.reject(words.late()), longestMs)
      worker.once('message', answer.resolve)
      try {
        return await Promise.race([answer.promise, end.promise])
      } finally {
        clearTimeout(late)
        worker.off('message', answer.resolve)
      }
    },
  }
}
