import { type RawBuilder, sql } from 'kysely'
import type { Db } from './database.ts'

/** Minimum age of a freeze: longer than any pause of a healthy process, well below the ten seconds of a takeover. */
const frozenAfter = '4 seconds'

/**
 * Ends the database sessions that hold a lock while their process or machine is frozen, rolling back their
 * transactions. Other processes call this when they cannot get a shared lock. `idle_in_transaction_session_timeout`
 * alone is not enough: a frozen process may also leave a result unread.
 * @param lock condition on a row of pg_locks
 */
export async function endFrozenLockHolders(db: Db, lock: RawBuilder<unknown>): Promise<void> {
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
