import type { CompiledQuery, QueryResult } from 'kysely'
import type { Tx } from './database.ts'

const sent = new WeakMap<Tx, Promise<unknown>[]>()

/**
 * Sends a statement without waiting for its result: the next statement, or the commit, follows at once. When it fails,
 * the commit fails too. Its rows can be awaited after the commit.
 */
export async function pipelineStatement<R>(tx: Tx, statement: CompiledQuery<R>): Promise<{ rows: Promise<R[]> }> {
  return tx.getExecutor().provideConnection(async (connection) => {
    const answer: Promise<QueryResult<R>> = connection.executeQuery<R>(statement)
    const rows = answer.then((result) => result.rows)
    rows.catch(() => {}) // The commit throws it.
    const others = sent.get(tx)
    if (others) others.push(answer)
    else sent.set(tx, [answer])
    return { rows }
  })
}

/** Returns the error of the first pipelined statement that failed, or null. */
export async function findPipelineFailure(tx: Tx): Promise<unknown> {
  for (const answer of await Promise.allSettled(sent.get(tx) ?? []))
    if (answer.status === 'rejected') return answer.reason
  return null
}
