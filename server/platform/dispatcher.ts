import { sql } from 'kysely'
import pg from 'pg'
import { type EventData, eventData } from '../../contract/event-data/index.ts'
import type { EventName } from '../../contract/events.ts'
import type { Db, Tx } from './database.ts'
import { endFrozenLockHolders } from './frozen-lock-holders.ts'
import { type News, newsChannel, packNews } from './news.ts'

/** Committed event as reactions get it. */
export type DispatchedEvent<N extends EventName> = {
  id: string
  name: N
  subjectId: string
  actorId: string | null
  data: EventData<N>
}

/** Job to add to the queue. */
export type PlannedJob = {
  task: string
  payload: unknown
  runAt?: string
  /** Key: a later job with the same one replaces the waiting job. */
  key?: string
}

type StoredEvent = Omit<DispatchedEvent<EventName>, 'data'> & { data: unknown }

/**
 * Side effect of a module: the jobs that an event requires. An event whose data cannot be read, or for which it throws,
 * waits for a version of the program that can handle it; others do not wait.
 */
export type Reaction = { on: readonly EventName[]; plan: (event: StoredEvent) => PlannedJob | null }

/** Defines a reaction to one kind of event. `plan` is pure: the jobs do the work and check again. */
export function defineReaction<N extends EventName>(
  name: N,
  plan: (event: DispatchedEvent<N>) => PlannedJob | null,
): Reaction {
  return {
    on: [name],
    plan: (event) => plan({ ...event, name, data: eventData[name].parse(event.data) as EventData<N> }),
  }
}

const batchSize = 500
/** Pause between two batches, so that events under load share a commit. */
const pauseMs = 25
const pollMs = 1_000
const lock = 7_401_338
/** Time to wait for the lock before checking whether its holder is frozen. A batch takes milliseconds. */
const lockMs = 2_000

/**
 * Turns committed events into jobs and news, in batches, one process at a time: the lock makes `seq` rise in commit
 * order, so "after seq N" never misses an event. It is woken after each commit of this process, and polls for events
 * that other processes left.
 */
export function startDispatcher(options: {
  db: Db
  reactions: readonly Reaction[]
  onError: (error: unknown) => void
}): { wake: () => void; stop: () => Promise<void> } {
  let stopped = false
  let wanted = true
  let rest = Promise.withResolvers<void>()
  const wake = () => {
    wanted = true
    rest.resolve()
  }
  const poll = setInterval(wake, pollMs)

  async function run() {
    while (!stopped) {
      if (!wanted) await rest.promise
      rest = Promise.withResolvers<void>()
      wanted = false
      if (stopped) break
      try {
        const count = await dispatchBatch(options)
        if (count === batchSize) wanted = true
        if (count > 0) await new Promise((resume) => setTimeout(resume, pauseMs))
      } catch (error) {
        if (isLockTimeout(error)) await endFrozenLockHolders(options.db, heldLock).catch(options.onError)
        else options.onError(error)
        await new Promise((resume) => setTimeout(resume, pollMs / 2))
      }
    }
  }
  const running = run()
  return {
    wake,
    stop: async () => {
      stopped = true
      clearInterval(poll)
      wake()
      await running
    },
  }
}

/** pg_locks contains a 64-bit key in two halves. */
const heldLock = sql`lock.locktype = 'advisory' and lock.classid = 0 and lock.objid = ${sql.lit(lock)} and lock.objsubid = 1`

function isLockTimeout(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.code === '55P03'
}

type Dispatching = Pick<Parameters<typeof startDispatcher>[0], 'db' | 'reactions' | 'onError'>

/** Dispatches a batch in one transaction. Returns the number of its events. */
function dispatchBatch({ db, reactions, onError }: Dispatching): Promise<number> {
  return db.transaction().execute(async (tx) => {
    await sql`select set_config('lock_timeout', ${String(lockMs)}, true), pg_advisory_xact_lock(${sql.lit(lock)})`.execute(
      tx,
    )
    const planned = planJobs(await readBatch(tx), reactions, onError)
    if (planned.length === 0) return 0
    const jobs = planned.flatMap((one) => one.jobs)
    const ids = planned.map(({ event }) => event.id)
    await addJobs(tx, jobs)
    await notify(tx, await number(tx, ids))
    return planned.length
  })
}

async function readBatch(tx: Tx): Promise<StoredEvent[]> {
  const { rows } = await sql<StoredEvent>`
    select id, name, subject_id as "subjectId", actor_id as "actorId", data from event
    where seq is null order by id limit ${batchSize}`.execute(tx)
  return rows
}

/** Plans the jobs of events. An event that a reaction cannot read does not delay the others. */
function planJobs(events: StoredEvent[], reactions: readonly Reaction[], onError: (error: unknown) => void) {
  return events.flatMap((event) => {
    try {
      const wanted = reactions.filter(({ on }) => on.includes(event.name))
      return [{ event, jobs: wanted.flatMap(({ plan }) => plan(event) ?? []) }]
    } catch (cause) {
      onError(new Error(`Event ${event.id} (${event.name}) cannot be dispatched`, { cause }))
      return []
    }
  })
}

async function addJobs(tx: Tx, jobs: PlannedJob[]) {
  if (jobs.length === 0) return
  await sql`
    select graphile_worker.add_jobs(array(
      select row(job->>'task', (job->'payload')::json, null, (job->>'runAt')::timestamptz, null, job->>'key', null, null)
        ::graphile_worker.job_spec
      from jsonb_array_elements(${JSON.stringify(jobs)}::jsonb) as job))`.execute(tx)
}

/** Assigns each event its position in the stream, in the order of the list. */
async function number(tx: Tx, ids: string[]): Promise<News[]> {
  const { rows } = await sql<News>`
    with numbered as (select id, nextval('event_seq') as seq from unnest(${ids}::uuid[]) as id)
    update event set seq = numbered.seq from numbered where event.id = numbered.id
    returning event.seq, event.name, event.subject, event.subject_id as id, event.actor_id as by`.execute(tx)
  return rows.sort((a, b) => a.seq - b.seq)
}

async function notify(tx: Tx, batch: News[]) {
  await sql`select pg_notify(${newsChannel}, message) from unnest(${packNews(batch)}::text[]) as message`.execute(tx)
}
