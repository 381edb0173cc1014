import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { Client } from 'pg'
import { expect, onTestFinished, test, vi } from 'vitest'
import { newsChannel, packNews } from '../../server/platform/news.ts'
import { testApp } from '../app.ts'
import { aContact } from '../factories.ts'
import { listen } from '../live-stream.ts'

const { db, base, databaseUrl, administrator, hire } = await testApp()

async function openStream(cookie: string) {
  const stream = await listen(base, { cookie })
  onTestFinished(stream.cut)
  return stream
}

/** Returns the database process of this process's LISTEN. */
async function listener(): Promise<number | undefined> {
  const { rows } = await sql<{ pid: number }>`
    select pid from pg_stat_activity
    where application_name = 'guichet live' and datname = current_database()
    order by backend_start desc limit 1`.execute(db)
  return rows[0]?.pid
}

const contactChanged = (seq: number | null = null) => ({
  id: randomUUID(),
  seq,
  name: 'contact.changed' as const,
  subject: 'contact' as const,
  subject_id: randomUUID(),
  actor_kind: 'system' as const,
  data: JSON.stringify({ changes: [] }),
})

test('news missed while the listening connection is away comes first, and in order', async () => {
  const stream = await openStream(administrator.cookie)
  const missed = [contactChanged(5_001), contactChanged(5_002)]
  const later = contactChanged(5_003)
  const other = new Client({ connectionString: databaseUrl })
  await other.connect()
  onTestFinished(() => other.end())

  const lost = await listener()
  await db.insertInto('event').values(missed).execute()
  await sql`select setval('event_seq', 5003)`.execute(db)
  await other.query('begin')
  await other.query('lock table event in access exclusive mode') // Catching up must wait.
  await sql`select pg_terminate_backend(${lost})`.execute(db)
  const catchingUp = sql`
    select 1 from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock' and query like '%"seq" > $1%'`
  await vi.waitFor(async () => expect((await catchingUp.execute(db)).rows).not.toEqual([]), 5_000)
  const news = { seq: 5_003, name: later.name, subject: later.subject, id: later.subject_id, by: null }
  await sql`select pg_notify(${newsChannel}, ${packNews([news])[0]})`.execute(db)
  await other.query('commit')

  await stream.waitFor(({ data }) => data.id === later.subject_id)
  const heard = stream.heard.filter(({ event }) => event === 'news').map(({ id }) => id)
  expect(heard).toEqual([5_001, 5_002, 5_003])
})

test('a listening connection that is lost silently is detected and replaced', { timeout: 20_000 }, async () => {
  const stream = await openStream(administrator.cookie)
  const silent = (await listener()) ?? 0
  process.kill(silent, 'SIGSTOP')
  onTestFinished(() => void process.kill(silent, 'SIGCONT'))
  const contact = await aContact(administrator)
  await vi.waitFor(() => expect(stream.heard.map(({ data }) => data.id)).toContain(contact.id), 15_000)
})

test('everybody reads again when the readers of news cannot be determined', async () => {
  await db.updateTable('role').set({ sight: 'own' }).where('name', '=', 'technician').execute()
  const stream = await openStream((await hire('technician')).cookie)
  await sql`alter table ticket rename to ticket_away`.execute(db)
  onTestFinished(async () => void (await sql`alter table if exists ticket_away rename to ticket`.execute(db)))
  await db
    .insertInto('event')
    .values({ ...contactChanged(), name: 'ticket.changed', subject: 'ticket' })
    .execute()
  await stream.waitFor(({ event }) => event === 'reset')
})
