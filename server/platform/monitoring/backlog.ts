import type pg from 'pg'

/** Work that waits in the database. Counts stop at 10,000. Ages are in seconds, 0 when nothing waits. */
export type Backlog = {
  events: { count: number; oldestSeconds: number }
  jobs: { due: number; later: number; failed: number; oldestSeconds: number; oldestFailedSeconds: number }
}

type Queryable = Pick<pg.ClientBase, 'query'> | Pick<pg.Pool, 'query'>

/** Reads the number of undispatched events and jobs, and the age of the oldest of each. */
export async function readBacklog(database: Queryable): Promise<Backlog> {
  const events = await database.query(countEvents)
  const jobs = await database.query(countJobs)
  return { events: events.rows[0], jobs: jobs.rows[0] }
}

// Served by the partial index on undispatched events, whose first row is the oldest.
const countEvents = `
  select (select count(*)::int from (select 1 from event where seq is null limit 10000) counted) as count,
    coalesce((select greatest(0, extract(epoch from now() - at)) from event where seq is null order by id limit 1), 0)::float
      as "oldestSeconds"`

const countJobs = `
  select count(*) filter (where run_at <= now() and attempts < max_attempts)::int as due,
    count(*) filter (where run_at > now() and attempts < max_attempts)::int as later,
    count(*) filter (where attempts >= max_attempts)::int as failed,
    coalesce(greatest(0, extract(epoch from now() - min(run_at) filter (where attempts < max_attempts))), 0)::float
      as "oldestSeconds",
    coalesce(greatest(0, extract(epoch from now() - min(updated_at) filter (where attempts >= max_attempts))), 0)::float
      as "oldestFailedSeconds"
  from (select run_at, attempts, max_attempts, updated_at from graphile_worker.jobs limit 10000) counted`
