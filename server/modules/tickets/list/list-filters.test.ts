import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { api } from '../../../../contract/index.ts'
import type { Input } from '../../../../contract/route.ts'
import { testApp } from '../../../../tests/app.ts'
import { aContact, aTicket } from '../../../../tests/factories.ts'

const { db, administrator: by, hire } = await testApp()
const karim = await hire('technician', 'Karim Benali')
const ines = await hire('technician', 'Inès Faure')
const anne = await aContact(by, { name: 'Anne Roux' })

const team = (await by.call(api.teams.create, { body: { name: 'Froid' } })).id
const assign = async (ticket: { id: string; version: number }, agentIds: string[]) =>
  by.call(api.tickets.setAssignees, { params: { id: ticket.id }, body: { version: ticket.version, agentIds } })

await aTicket(by, { title: 'plain' })
await aTicket(by, { title: 'led', leadId: karim.id })
const helped = await aTicket(by, { title: 'helped', leadId: ines.id, kind: 'request', channel: 'counter' })
await assign(helped, [karim.id])
const unled = await aTicket(by, {
  title: 'unled',
  tags: ['garantie'],
  teamId: team,
  reportedAt: '2026-01-15T09:00:00Z',
})
await assign(unled, [karim.id])
await aTicket(by, { title: 'reported', reporterContactId: anne.id })

type Filter = Input<typeof api.tickets.list>['query']
async function titles(filter: Filter) {
  const { items } = await karim.call(api.tickets.list, { query: filter })
  const { count } = await karim.call(api.tickets.count, { query: filter })
  expect(count).toBe(items.length)
  return items.map(({ title }) => title).sort()
}

test.each<[string, Filter, string[]]>([
  ['an assignee, lead or not', { assignee: 'me' }, ['helped', 'led', 'unled']],
  ['another assignee', { assignee: ines.id }, ['helped']],
  ['the reader’s tickets to handle', { toHandle: 'me' }, ['led', 'unled']],
  ['those of another agent', { toHandle: ines.id }, ['helped']],
  ['tickets helped with', { helping: 'me' }, ['helped']],
  ['a kind', { kind: 'request' }, ['helped']],
  ['a channel', { channel: 'counter,field' }, ['helped']],
  ['a team', { teamId: team }, ['unled']],
  ['a tag', { tag: 'garantie' }, ['unled']],
  [
    'the beginning of a period',
    { reportedFrom: '2026-01-15T09:00:00Z' },
    ['helped', 'led', 'plain', 'reported', 'unled'],
  ],
  ['the end of a period', { reportedBefore: '2026-01-15T09:00:01Z' }, ['unled']],
  ['the moment of its last change', { changedFrom: '2020-01-01T00:00:00Z', changedBefore: '2020-01-02T00:00:00Z' }, []],
  ['its reporter', { reporterId: anne.id }, ['reported']],
])('the list and the count are narrowed by %s', async (_, filter, expected) => {
  expect(await titles(filter)).toEqual(expected)
})

test('a closed ticket is not listed as helping, and its assignees still find it', async () => {
  const { version } = await by.call(api.tickets.show, { params: { key: helped.id } })
  const body = { to: 'cancelled', version, note: '<p>Doublon</p>' } as const
  await by.call(api.tickets.setStatus, { params: { id: helped.id }, body })
  expect(await titles({ helping: 'me' })).toEqual([])
  expect(await titles({ assignee: 'me', state: 'closed' })).toEqual(['helped'])
})

test('open tickets of an assignee, tickets of a tag and of a period are found by an index', async () => {
  await db.transaction().execute(async (tx) => {
    await sql`set local enable_seqscan = off`.execute(tx)
    const plan = async (where: string) =>
      (await sql<{ 'QUERY PLAN': string }>`explain select id from ticket where ${sql.raw(where)}`.execute(tx)).rows
        .map((row) => row['QUERY PLAN'])
        .join('\n')
    expect(await plan(`is_open and assignee_ids @> array['${karim.id}'::uuid]`)).toContain('ticket_open_assigned')
    expect(await plan(`tags @> array['garantie']`)).toContain('ticket_tags')
    expect(await plan(`is_open and updated_at >= '2026-01-15'`)).toContain('ticket_open_updated')
    expect(await plan(`updated_at < '2026-01-15'`)).toContain('ticket_updated')
  })
})
