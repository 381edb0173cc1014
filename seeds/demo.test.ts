import { readFile } from 'node:fs/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { filePath } from '../server/platform/files/find-file.ts'
import { sniffType } from '../server/platform/files/sniff-type.ts'
import { openFiles } from '../server/platform/files/store.ts'
import { makeDataDir, removeDataDir } from '../tests/data-dir.ts'
import { testDatabase } from '../tests/database.ts'
import { requireReadableEvents, storedEvents } from '../tests/stored-events.ts'
import { writeDemo } from './demo.ts'

const { db, url } = await testDatabase()
const now = Date.parse('2027-03-15T09:20:00Z')

const dataDir = await makeDataDir()
const files = await openFiles({ dataDir, bucket: null, alone: true, limit: 25_000_000 })

beforeAll(() => writeDemo(url, files, now))
afterAll(() => removeDataDir(dataDir))

/** Counts the rows that contradict a rule. */
async function breaches(query: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from (${sql.raw(query)}) breach`.execute(db)
  return rows[0]?.count ?? -1
}

test.each([
  ['company', 40],
  ['contact', 120],
  ['site', 47],
  ['equipment', 200],
  ['project', 5],
  ['project_contact', 10],
  ['team', 2],
  ['agent', 8],
  ['ticket', 300],
  ['ticket_search', 300],
  ['action', 22],
  ['mail', 0],
] as const)('the demo company has so many of %s: %i', async (table, count) => {
  expect(await breaches(`select from ${table}`)).toBe(count)
})

test.each([
  [
    'every event has its place in the stream, in the order in which things happened',
    `select from event where seq is null union all
     select from (select at, lag(at) over (order by seq) as before from event) e where at < before`,
  ],
  [
    'a resolved ticket has its solution, a rejected or cancelled one its reason, and the client sees it',
    `select from ticket where not is_open and not exists (
       select from step where ticket_id = ticket.id and visibility = 'public' and created_at = ticket.closed_at
         and kind = case ticket.status when 'resolved' then 'solution' else 'reason' end)`,
  ],
  [
    'a ticket’s events are its versions, from its creation on',
    `select from ticket where (select array_agg(version order by at) from event where subject_id = ticket.id)
       is distinct from array(select generate_series(1, ticket.version))
     union all select from ticket where (select name from event where subject_id = ticket.id order by id limit 1) <> 'ticket.created'`,
  ],
  [
    'its status and its lead are what its history says',
    `select from ticket join lateral (
       select data->'changes'->0->>'to' as status from event where subject_id = ticket.id and name = 'ticket.status_changed'
       order by at desc limit 1) said on true where said.status <> ticket.status
     union all select from ticket where (lead_id is not null) <> exists (
       select from event where subject_id = ticket.id and name = 'ticket.claimed')`,
  ],
  [
    'nothing happens before it was reported, after it was closed, or in the future',
    `select from ticket join event on subject_id = ticket.id where event.at < reported_at or event.at > updated_at
     union all select from ticket where closed_at is not null and closed_at <> updated_at
     union all select from step join ticket on ticket.id = ticket_id where happened_at < reported_at or step.created_at > updated_at
     union all select from event where at > to_timestamp(${now / 1000})
     union all select from ticket where due_at < reported_at`,
  ],
  [
    'no two things happen to a ticket at one time',
    "select subject_id, at from event where subject = 'ticket' group by 1, 2 having count(*) > 1",
  ],
  [
    'each step is told by an event',
    `select from step where not exists (
       select from event where subject_id = ticket_id and data->>'stepId' = step.id::text and at = step.created_at)`,
  ],
  [
    'the concerned and the machines belong to the company of the ticket',
    `select from ticket join ticket_contact on ticket_id = ticket.id join contact on contact.id = contact_id
       where contact.company_id <> ticket.company_id
     union all select from ticket join ticket_equipment on ticket_id = ticket.id join equipment on equipment.id = equipment_id
       where equipment.company_id <> ticket.company_id`,
  ],
  [
    'every company has a site, and every machine stands on one of its company',
    `select from company where not exists (select from site where company_id = company.id)
     union all select from equipment where not exists (select from site where id = site_id and company_id = equipment.company_id)`,
  ],
  [
    'a file came with its ticket or its step, from who wrote it or from the caller',
    `select from attachment join ticket on ticket.id = ticket_id left join step on step.id = step_id
       where attachment.created_at is distinct from coalesce(step.created_at, ticket.created_at)
     union all select from attachment join step on step.id = step_id where uploaded_by_agent_id is distinct from author_agent_id
     union all select from attachment where uploaded_by_contact_id is not null and not exists (
       select from ticket_contact where ticket_id = attachment.ticket_id and contact_id = uploaded_by_contact_id)`,
  ],
  [
    'an action is about an open ticket or another record, and done by one of its agents after it was created',
    `select from action join ticket on ticket.id = ticket_id where not is_open
     union all select from action where done_by <> all(assignee_ids) or done_at < created_at or author_id <> all(assignee_ids)`,
  ],
  [
    'who watches a ticket is not on it',
    'select from ticket_watcher join ticket on id = ticket_id where agent_id = any(assignee_ids)',
  ],
  [
    'nobody is named or reached like somebody else',
    'select name from contact group by name having count(*) > 1 union all select email from contact group by email having count(*) > 1',
  ],
])('%s', async (_, query) => {
  expect(await breaches(query)).toBe(0)
})

test('every photo exists and matches its row', async () => {
  const rows = await db.selectFrom('attachment').select(['sha256', 'size', 'type', 'name']).execute()
  expect(rows.length).toBeGreaterThan(60)
  expect(new Set(rows.map(({ type }) => type))).toEqual(new Set(['image/jpeg', 'application/pdf']))
  for (const { sha256, size, type } of rows) {
    const file = filePath(dataDir, sha256)
    expect([(await readFile(file)).length, await sniffType(file)]).toEqual([size, type])
  }
  const named = await db
    .selectFrom('ticket_search')
    .select('ticket_id')
    .where(sql<boolean>`words @@ 'manometre'`)
    .execute()
  expect(named.length).toBeGreaterThan(0)
})

test('every status occurs, and there are open tickets', async () => {
  expect(await breaches('select distinct status from ticket')).toBe(8)
  expect(await breaches('select from ticket where is_open')).toBeGreaterThan(25)
  expect(await breaches('select from ticket where is_open and lead_id is null')).toBeGreaterThan(3)
  expect(await breaches('select distinct title from ticket')).toBeGreaterThan(50)
})

test('the data of events matches their schemas', async () => {
  const events = await storedEvents(db)
  expect(events.length).toBeGreaterThan(500)
  requireReadableEvents(events)
})

test('mail is held, and no past event is planned', async () => {
  expect(await breaches('select from mail_settings where held')).toBe(1)
  expect(await breaches('select from mail_progress where seq < (select max(seq) from event)')).toBe(0)
})
