import type { Worker } from 'node:worker_threads'

/**
 * Receives messages from a worker thread that answers one question at a time. When the thread fails or exits between two
 * questions, the next one rejects; the process never crashes.
 * @param errors.late error for an answer that takes longer than `timeoutMs`
 * @param errors.ended error for a thread that exited without an answer
 * @param errors.failed converts an error of the thread
 */
export function receiveMessages<T>(
  worker: Worker,
  timeoutMs: number,
  errors: { late: () => Error; ended: () => Error; failed: (error: Error & { code?: string }) => Error },
) {
  const end = Promise.withResolvers<never>()
  end.promise.catch(() => {}) // Reported by the next question.
  worker.on('error', (error: Error) => end.reject(errors.failed(error)))
  worker.on('exit', () => end.reject(errors.ended()))
  return {
    /** Waits for the next answer. */
    async next(): Promise<T> {
      const answer = Promise.withResolvers<T>()
      const late = setTimeout(() => answer.reject(errors.late()), timeoutMs)
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
