import type { CompiledQuery } from 'kysely'
import type { Tx } from './database.ts'

const sent = new WeakMap<Tx, Promise<unknown>[]>()

/**
 * Sends a statement whose answer nobody waits for: the next statement, or the commit, follows at once. When it fails, so
 * does the commit.
 */
export async function sendAlong(tx: Tx, statement: CompiledQuery): Promise<void> {
  await tx.getExecutor().provideConnection(async (connection) => {
    const answer = connection.executeQuery(statement)
    answer.catch(() => {}) // told by the commit
    const others = sent.get(tx)
    if (others) others.push(answer)
    else sent.set(tx, [answer])
  })
}

/** Returns why the first statement that failed did; null when none has. */
export async function failureAlong(tx: Tx): Promise<unknown> {
  for (const answer of await Promise.allSettled(sent.get(tx) ?? []))
    if (answer.status === 'rejected') return answer.reason
  return null
}
