import { type RawBuilder, sql } from 'kysely'
import { AppError } from './app-error.ts'
import type { Db } from './database.ts'
import { hashToken } from './signature.ts'

/** A count of failed guesses: what it counts, and how many are free before the delays begin. */
export type Bucket = { name: string; free: number }

const longestSeconds = 15 * 60

/**
 * Counts an attempt as failed before its outcome is known, so that parallel guesses cannot share one free attempt.
 * The delay doubles with each failure, from 1 second to 15 minutes. Attempts during a delay are not counted.
 * Throws too_many_requests.
 */
export async function beginAttempt(db: Db, buckets: readonly Bucket[]): Promise<void> {
  const keys = buckets.map(({ name }) => hashToken(name))
  const free = buckets.map((bucket) => bucket.free)
  // Rows that a parallel attempt changes meanwhile are checked again by the update.
  const { rows } = await sql`
    with asked as (select * from unnest(${keys}::text[], ${free}::int[]) as asked (key, free)),
    delayed as (
      select from asked join throttle using (key) where now() < last_failed_at + ${delayAfter(sql.ref('asked.free'))})
    insert into throttle (key, failures)
    select key, 1 from asked where not exists (select from delayed)
    order by key
    on conflict (key) do update set failures = throttle.failures + 1, last_failed_at = now()
    where now() >= throttle.last_failed_at + ${delayAfter(sql`(select free from asked where asked.key = throttle.key)`)}
    returning key`.execute(db)
  if (rows.length < buckets.length)
    throw new AppError('too_many_requests', { seconds: await secondsLeft(db, keys, free) })
}

const delayAfter = (free: RawBuilder<unknown>) => sql`
  case when throttle.failures < ${free} then interval '0'
    else least(power(2, least(throttle.failures - ${free}, 20)), ${longestSeconds}::int) * interval '1 second' end`

async function secondsLeft(db: Db, keys: string[], free: number[]): Promise<number> {
  const { rows } = await sql<{ seconds: number | null }>`
    select max(ceil(extract(epoch from last_failed_at + ${delayAfter(sql.ref('asked.free'))} - now())))::int as seconds
    from unnest(${keys}::text[], ${free}::int[]) as asked (key, free) join throttle using (key)`.execute(db)
  return Math.max(1, rows[0]?.seconds ?? 1)
}

/** Forgets the failures after the right secret was given. */
export async function endAttempt(db: Db, buckets: readonly Bucket[]): Promise<void> {
  const keys = buckets.map(({ name }) => hashToken(name))
  await db.deleteFrom('throttle').where('key', 'in', keys).execute()
}
