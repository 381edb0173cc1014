import pg from 'pg'
import { AppError } from './app-error.ts'
import type { Ctx } from './context.ts'
import type { Tx } from './database.ts'
import { invalidateNames } from './name-cache.ts'
import { findPipelineFailure, pipelineStatement } from './pipelined-statements.ts'
import { changedSubjects } from './record.ts'

/** Error of transact() for a repeated request, with the first response, which is sent again. */
export class ReplayError extends Error {
  readonly status: number
  readonly reply: unknown
  constructor(status: number, reply: unknown) {
    super('replayed')
    this.status = status
    this.reply = reply
  }
}

/**
 * Runs the outermost use case in one transaction and wakes the dispatcher after the commit. A reference to a missing
 * row throws not_found, a taken unique value throws conflict. With an idempotency key, the response is stored in the
 * same transaction; a repeated request changes nothing and throws ReplayError with the first response, or AppError
 * idempotency_mismatch when its content differs.
 */
export async function transact<T>(ctx: Ctx, work: (tx: Tx) => Promise<T>): Promise<T> {
  let begun: Tx | undefined
  try {
    const { answer: result, changed } = await ctx.db.transaction().execute(async (tx) => {
      begun = tx
      const answer = await work(tx)
      await storeAnswer(tx, ctx, answer)
      return { answer, changed: changedSubjects(tx) }
    })
    invalidateNames(ctx.db, changed)
    ctx.wakeDispatcher()
    return result
  } catch (thrown) {
    const cause = (begun && (await findPipelineFailure(begun))) ?? thrown
    const error = refusedByDatabase(cause) ?? cause
    // The state that the first run left may also refuse a repeated request (“already claimed”): it still gets the first
    // response.
    if (ctx.idempotency && (error instanceof AlreadyAnswered || error instanceof AppError)) await replay(ctx)
    throw error
  }
}

class AlreadyAnswered extends Error {}

/**
 * Converts refusals of the database, which checks unique values and references, so that only one of two requests
 * passes.
 */
function refusedByDatabase(error: unknown): Error | null {
  if (!(error instanceof pg.DatabaseError)) return null
  if (error.constraint === 'idempotency_key_pkey') return new AlreadyAnswered()
  if (error.code === '23505') return new AppError('conflict', { fields: columnsIn(error.detail).map(camel), by: null })
  if (error.code === '23503') return new AppError('not_found')
  return null
}

/** Extracts the columns from “Key (external_ref)=(…) already exists”, in the server's language. */
function columnsIn(detail: string | undefined): string[] {
  return /\(([\w, ]+)\)=\(/.exec(detail ?? '')?.[1]?.split(', ') ?? []
}

function camel(column: string): string {
  return column.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())
}

async function storeAnswer(tx: Tx, ctx: Ctx, answer: unknown) {
  const { idempotency } = ctx
  const holder = ctx.actor.id ?? idempotency?.holder
  if (!idempotency || !holder) return
  const stored = idempotency.storesId ? { id: (answer as { id: string }).id } : (answer ?? null)
  const row = {
    actor_id: holder,
    key: idempotency.key,
    request_hash: idempotency.requestHash,
    status: idempotency.status,
    reply: JSON.stringify(stored),
  }
  await pipelineStatement(tx, tx.insertInto('idempotency_key').values(row).compile())
}

async function replay(ctx: Ctx) {
  const { idempotency } = ctx
  const holder = ctx.actor.id ?? idempotency?.holder
  if (!idempotency || !holder) return
  const first = await ctx.db
    .selectFrom('idempotency_key')
    .select(['request_hash', 'status', 'reply'])
    .where('actor_id', '=', holder)
    .where('key', '=', idempotency.key)
    .executeTakeFirst()
  if (!first) return
  const reply: unknown = JSON.parse(first.reply)
  if (first.request_hash !== idempotency.requestHash) throw new AppError('idempotency_mismatch', { first: reply })
  throw new ReplayError(first.status, reply)
}
