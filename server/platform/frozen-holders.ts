import { type RawBuilder, sql } from 'kysely'
import type { Db } from './database.ts'

/** Longer than any pause of a process that runs, well below the ten seconds within which another takes over. */
const frozenAfter = '4 seconds'

/**
 * Ends the sessions that hold a lock and have kept the database waiting for their process: it is frozen, or its machine
 * is. What they had not committed is undone. Other processes call this when they cannot have a lock that all share.
 * `idle_in_transaction_session_timeout` alone would not do: a frozen process may also leave an answer unread.
 * @param lock condition on a row of pg_locks
 */
export async function endFrozenHolders(db: Db, lock: RawBuilder<unknown>): Promise<void> {
  await sql`
    select pg_terminate_backend(activity.pid)
    from pg_locks lock
    join pg_stat_activity activity on activity.pid = lock.pid
    where lock.granted
      and lock.database = (select oid from pg_database where datname = current_database())
      and ${lock}
      and activity.wait_event_type = 'Client'
      and activity.state_change < clock_timestamp() - ${sql.lit(frozenAfter)}::interval`.execute(db)
}
