import { type RawBuilder, sql } from 'kysely'
import type { ActLimit } from '../../contract/limits.ts'
import { AppError } from './app-error.ts'
import type { Db, Tx } from './database.ts'
import { hashToken } from './signature.ts'

/** Counter of failed guesses, with the number of free attempts before delays begin. */
export type Bucket = { name: string; free: number }

const maxDelaySeconds = 15 * 60

/**
 * Counts an attempt as failed before its outcome is known, so that parallel guesses cannot share one free attempt.
 * The delay doubles with each failure, from 1 second to 15 minutes. Attempts during a delay are not counted.
 * Throws too_many_requests.
 */
export async function beginAttempt(db: Db, buckets: readonly Bucket[]): Promise<void> {
  const keys = buckets.map(({ name }) => hashToken(name))
  const free = buckets.map((bucket) => bucket.free)
  // After the clock was set back, delays would otherwise last until the old time comes again.
  await sql`
    update throttle set last_failed_at = now()
    where key = any(${keys}::text[]) and last_failed_at > now() + interval '1 minute'`.execute(db)
  // The update rechecks rows that a parallel attempt changes meanwhile.
  const { rows } = await sql`
    with asked as (select * from unnest(${keys}::text[], ${free}::int[]) as asked (key, free)),
    delayed as (
      select from asked join throttle using (key) where ${isDelayed(sql.ref('asked.free'))})
    insert into throttle (key, failures)
    select key, 1 from asked where not exists (select from delayed)
    order by key
    on conflict (key) do update set failures = throttle.failures + 1, last_failed_at = now()
    where not ${isDelayed(sql`(select free from asked where asked.key = throttle.key)`)}
    returning key`.execute(db)
  if (rows.length < buckets.length)
    throw new AppError('too_many_requests', { seconds: await secondsLeft(db, keys, free) })
}

const delayAfter = (free: RawBuilder<unknown>) => sql`
  case when throttle.failures < ${free} then interval '0'
    else least(power(2, least(throttle.failures - ${free}, 20)), ${maxDelaySeconds}::int) * interval '1 second' end`

/** Matches delayed attempts. Free attempts are never delayed, even if a parallel one wrote a later time. */
const isDelayed = (free: RawBuilder<unknown>) => sql<boolean>`
  (throttle.failures >= ${free} and now() < throttle.last_failed_at + ${delayAfter(free)})`

async function secondsLeft(db: Db, keys: string[], free: number[]): Promise<number> {
  const { rows } = await sql<{ seconds: number | null }>`
    select max(ceil(extract(epoch from last_failed_at + ${delayAfter(sql.ref('asked.free'))} - now())))::int as seconds
    from unnest(${keys}::text[], ${free}::int[]) as asked (key, free) join throttle using (key)`.execute(db)
  return Math.max(1, rows[0]?.seconds ?? 1)
}

/** Deletes the failures after the right secret was given. */
export async function endAttempt(db: Db, buckets: readonly Bucket[]): Promise<void> {
  const keys = buckets.map(({ name }) => hashToken(name))
  await db.deleteFrom('throttle').where('key', 'in', keys).execute()
}

const hour = 3_600
const day = 24 * hour

/** Counts a request under a name. Returns the number within an hour of the first. */
export const countInHour = async (tx: Tx, name: string): Promise<number> => (await countWithin(tx, name, hour)).count

/**
 * Counts an act in the same transaction, so that a failed act is not counted and concurrent acts of a person wait for each
 * other.
 * @param whose id of the person, or network of an anonymous sender
 * @throws AppError limit_reached
 */
export async function countAct(tx: Tx, { name, inHour, inDay }: ActLimit, whose: string): Promise<void> {
  for (const [seconds, atMost] of [
    [hour, inHour],
    [day, inDay],
  ] as const) {
    const counted = await countWithin(tx, `${name} ${whose} ${seconds}`, seconds)
    if (counted.count > atMost) throw new AppError('limit_reached', { seconds: counted.secondsLeft })
  }
}

/**
 * Counts within a window that the first request opens. It reads the clock rather than the transaction's time: a transaction
 * that waited for another one would take that one's window for a future one, and open its own.
 */
async function countWithin(tx: Tx, name: string, seconds: number) {
  const { rows } = await sql<{ count: number; secondsLeft: number }>`
    insert into throttle as counted (key, failures) values (${hashToken(name)}, 1)
    on conflict (key) do update set (failures, last_failed_at) = (
      select case when is_over then 1 else counted.failures + 1 end,
        case when is_over then now() else counted.last_failed_at end
      from (
        select counted.last_failed_at not between clock_timestamp() - ${seconds} * interval '1 second' and clock_timestamp()
          as is_over) past)
    returning failures as count,
      greatest(1, ceil(${seconds} - extract(epoch from now() - last_failed_at)))::int as "secondsLeft"`.execute(tx)
  return rows[0] ?? { count: 1, secondsLeft: seconds }
}
