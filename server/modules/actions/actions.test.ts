import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { api } from '../../../contract/index.ts'
import { testApp } from '../../../tests/app.ts'
import { aCompany, aContact, aTicket, refusal } from '../../../tests/factories.ts'
import { listen } from '../../../tests/live-stream.ts'
import type { Agent } from '../../actors.ts'
import { loadActor } from '../people/index.ts'
import { canSee, readTicketFacts, type TicketFacts } from '../tickets/index.ts'
import { anAction, change, markDone, reopen, show, titlesOf } from './actions.fixtures.ts'
import { type ActionFacts, mayRead, readableBy } from './rights.ts'

const { db, base, administrator: lea, hire } = await testApp()
const karim = await hire('technician', 'Karim Benali')
const ines = await hire('technician', 'Inès Faure')
/** Agent who sees the tickets that she is on, and unclaimed ones. */
const zoe = await hire('operator', 'Zoé Petit')

beforeAll(async () => {
  await db.updateTable('role').set({ sight: 'own' }).where('name', '=', 'operator').execute()
})

test('an action is its author’s unless somebody else is named, and says what it is about', async () => {
  const ticket = await aTicket(lea, { title: 'Chaudière éteinte' })
  const own = await anAction(karim, { title: 'Commander la pièce', about: { kind: 'ticket', id: ticket.id } })
  expect(own).toMatchObject({
    title: 'Commander la pièce',
    assignees: [{ id: karim.id, name: 'Karim Benali' }],
    about: { kind: 'ticket', id: ticket.id, label: 'Chaudière éteinte', number: ticket.number },
    dueAt: null,
    doneAt: null,
    can: { change: true },
  })
  const both = await anAction(karim, { assigneeIds: [ines.id, karim.id, ines.id] })
  expect(both.assignees.map(({ name }) => name)).toEqual(['Inès Faure', 'Karim Benali'])
})

test('open actions come by due date, those without one last, page by page', async () => {
  const luc = await hire('technician')
  for (const [title, dueAt] of [
    ['sans date', null],
    ['mardi', '2030-01-08T09:00:00Z'],
    ['lundi', '2030-01-07T09:00:00Z'],
    ['sans date non plus', null],
  ] as const)
    await anAction(luc, { title, dueAt })
  expect(await titlesOf(luc)).toEqual(['lundi', 'mardi', 'sans date', 'sans date non plus'])
  const paged: string[] = []
  for (let cursor: string | undefined; ; ) {
    const { items, next } = await luc.call(api.actions.list, { query: { limit: 1, ...(cursor && { cursor }) } })
    paged.push(...items.map(({ title }) => title))
    if (next === null) break
    cursor = next
  }
  expect(paged).toEqual(['lundi', 'mardi', 'sans date', 'sans date non plus'])
  expect(await luc.call(api.actions.count, {})).toEqual({ open: 4, due: 0 })
})

test('open and done actions come in one list, page by page, done ones the newest first', async () => {
  const luc = await hire('technician')
  const [first, second] = [await anAction(luc, { title: 'faite' }), await anAction(luc, { title: 'faite ensuite' })]
  const { action: done } = await markDone(luc, first)
  const { action: doneLater } = await markDone(luc, second)
  await anAction(luc, { title: 'ouverte' })
  const all = { state: 'all' } as const
  expect(await titlesOf(luc, all)).toEqual(['ouverte', 'faite ensuite', 'faite'])
  expect(await titlesOf(luc, { ...all, doneFrom: doneLater.doneAt ?? '' })).toEqual(['ouverte', 'faite ensuite'])
  expect(Date.parse(done.doneAt ?? '')).toBeLessThanOrEqual(Date.parse(doneLater.doneAt ?? ''))
  const paged: string[] = []
  for (let cursor: string | undefined; ; ) {
    const query = { ...all, limit: 1, ...(cursor && { cursor }) }
    const { items, next } = await luc.call(api.actions.list, { query })
    paged.push(...items.map(({ title }) => title))
    if (next === null) break
    cursor = next
  }
  expect(paged).toEqual(['ouverte', 'faite ensuite', 'faite'])
})

test('one that is done leaves the open ones, comes back when that was a mistake, and is done once', async () => {
  const luc = await hire('technician')
  const action = await anAction(luc)
  const { action: done } = await markDone(luc, action)
  expect(done).toMatchObject({ doneBy: { id: luc.id }, doneAt: expect.any(String) })
  expect((await markDone(luc, action)).action).toMatchObject({ version: done.version, doneAt: done.doneAt })
  expect(await titlesOf(luc)).toEqual([])
  expect(await titlesOf(luc, { state: 'done' })).toEqual(['Rappeler'])
  expect(await reopen(luc, action)).toMatchObject({ doneAt: null, doneBy: null })
  expect(await titlesOf(luc)).toEqual(['Rappeler'])
})

test('of two who change an action at once, the second is told who was first', async () => {
  const action = await anAction(karim, { assigneeIds: [karim.id, ines.id] })
  await change(ines, action, { dueAt: '2030-01-07T09:00:00Z' })
  expect(await refusal(change(karim, action, { title: 'Rappeler demain' }))).toMatchObject({
    status: 409,
    code: 'conflict',
    details: { by: 'Inès Faure' },
  })
})

test('an agent who hands an action over may see it no more; disabled agents get none', async () => {
  const action = await anAction(lea, { assigneeIds: [karim.id] })
  const handed = await change(karim, action, { assigneeIds: [ines.id] })
  expect(handed.assignees).toMatchObject([{ id: ines.id }])
  expect(await refusal(show(karim, action))).toMatchObject({ code: 'not_found' })
  const gone = await hire('technician')
  await lea.call(api.agents.change, { params: { id: gone.id }, body: { disabled: true } })
  expect(await refusal(anAction(karim, { assigneeIds: [gone.id] }))).toMatchObject({ code: 'not_found' })
})

test('an action about a record is seen by who sees the record, and changed by its author and assignees', async () => {
  const ticket = await aTicket(lea, { leadId: karim.id })
  const about = { kind: 'ticket', id: ticket.id } as const
  const action = await anAction(karim, { about })
  expect(await show(ines, action)).toMatchObject({ can: { change: false } })
  expect(await refusal(change(ines, action, { title: 'Autre' }))).toMatchObject({ code: 'forbidden' })
  expect(await refusal(markDone(ines, action))).toMatchObject({ code: 'forbidden' })
  expect(await refusal(ines.call(api.actions.remove, { params: { id: action.id } }))).toMatchObject({
    code: 'forbidden',
  })
  expect(await refusal(show(zoe, action))).toMatchObject({ code: 'not_found' })
  expect(await refusal(anAction(zoe, { about }))).toMatchObject({ code: 'not_found' })
  expect(await titlesOf(zoe, { about: 'ticket', aboutId: ticket.id })).toEqual([])
  // Handed to Zoé, it is hers, but does not name the ticket that she does not see.
  const hers = await change(karim, action, { assigneeIds: [zoe.id] })
  expect(hers.about).not.toBeNull()
  expect(await show(zoe, action)).toMatchObject({ about: null, can: { change: true } })
})

test('a private action is seen by its author and its assignees alone', async () => {
  const ticket = await aTicket(lea)
  const about = { kind: 'ticket', id: ticket.id } as const
  const action = await anAction(karim, { title: 'Pour moi seul', isPrivate: true, about })
  for (const other of [lea, ines]) {
    expect(await refusal(show(other, action))).toMatchObject({ code: 'not_found' })
    expect(await titlesOf(other, { about: 'ticket', aboutId: ticket.id })).toEqual([])
    expect(await titlesOf(other, { agent: karim.id })).not.toContain(action.title)
  }
  const mine = await anAction(karim, { title: 'Seulement à moi' })
  expect(await show(lea, mine)).toMatchObject({ title: 'Seulement à moi' })
  expect(await refusal(show(ines, mine))).toMatchObject({ code: 'not_found' })
})

test('a removed action is gone, and comes back when that was a mistake', async () => {
  const action = await anAction(karim, { title: 'À retirer' })
  await karim.call(api.actions.remove, { params: { id: action.id } })
  expect(await refusal(show(karim, action))).toMatchObject({ code: 'not_found' })
  expect(await titlesOf(karim)).not.toContain('À retirer')
  expect(await refusal(ines.call(api.actions.restore, { params: { id: action.id } }))).toMatchObject({ status: 404 })
  await karim.call(api.actions.restore, { params: { id: action.id } })
  expect(await titlesOf(karim)).toContain('À retirer')
})

test('an action about a merged contact follows to the one that stays', async () => {
  const [from, into] = [await aContact(lea), await aContact(lea)]
  const action = await anAction(karim, { about: { kind: 'contact', id: from.id } })
  const params = { id: from.id, intoId: into.id }
  const { versions, gained } = await lea.call(api.contactMerging.preview, { params })
  await lea.call(api.contactMerging.merge, { params, body: { versions, gained } })
  expect((await show(karim, action)).about).toMatchObject({ kind: 'contact', id: into.id })
  expect(await refusal(anAction(karim, { about: { kind: 'contact', id: from.id } }))).toMatchObject({
    code: 'not_found',
  })
})

test('bad input is refused with the field', async () => {
  for (const fields of [
    { title: '' },
    { title: 'x'.repeat(201) },
    { assigneeIds: [] },
    { dueAt: '2026-02-31T09:00:00Z' },
    { repeat: { every: 0, unit: 'day', from: 'due' } },
  ] as never[])
    expect(await refusal(anAction(karim, fields))).toMatchObject({ status: 400, code: 'invalid' })
  expect(await refusal(karim.call(api.actions.list, { query: { about: 'ticket' } }))).toMatchObject({ code: 'invalid' })
})

test('agents hear of the actions that they see or have just lost, and of no other', async () => {
  const streams = await Promise.all([karim, ines, zoe, lea].map(({ cookie }) => listen(base, { cookie })))
  const [ofKarim, ofInes, ofZoe, ofLea] = streams.map(
    ({ heard }) =>
      ({ id }: { id: string }) =>
        heard.filter(({ data }) => data.id === id).length,
  ) as [Counter, Counter, Counter, Counter]
  const ticket = await aTicket(lea, { leadId: karim.id })
  const hidden = await anAction(karim, { isPrivate: true })
  const shared = await anAction(karim, { about: { kind: 'ticket', id: ticket.id } })
  const alone = await anAction(karim)
  await change(karim, alone, { assigneeIds: [ines.id] })
  const last = await aCompany(lea)
  await Promise.all(streams.map((stream) => stream.waitFor(({ data }) => data.id === last.id)))
  const heard = [ofKarim, ofInes, ofZoe, ofLea].map((of) => [hidden, shared, alone].map((one) => of(one) > 0))
  expect(heard).toEqual([
    [true, true, true],
    [false, true, true],
    [false, false, false],
    [false, true, true],
  ])
  for (const stream of streams) stream.cut()
})

type Counter = (action: { id: string }) => number

test('rights in SQL and in TypeScript are the same', async () => {
  const { id: companyId } = await aCompany(lea)
  const ticket = await aTicket(lea, { leadId: karim.id })
  const subjects = [null, { kind: 'ticket', id: ticket.id }, { kind: 'company', id: companyId }] as const
  for (const about of subjects)
    for (const isPrivate of [true, false])
      for (const assigneeIds of [[karim.id], [ines.id, zoe.id]]) await anAction(lea, { about, isPrivate, assigneeIds })
  const { rows } = await sql<ActionFacts & { id: string; ticketId: string | null; companyId: string | null }>`
    select id, author_id as "authorId", assignee_ids as "assigneeIds", is_private as "isPrivate", ticket_id as "ticketId",
      company_id as "companyId"
    from action where contact_id is null`.execute(db)
  const facts = await readTicketFacts(
    db,
    rows.flatMap(({ ticketId }) => ticketId ?? []),
  )
  for (const { id } of [lea, karim, ines, zoe]) {
    const reader = (await loadActor(db, id)) as Agent
    const sees = ({ ticketId, companyId }: (typeof rows)[number]) =>
      (ticketId !== null && canSee(reader, facts.get(ticketId) as TicketFacts)) || companyId !== null
    const readable = await sql<{ id: string }>`
      select id from action where contact_id is null and ${readableBy(reader)}`.execute(db)
    const expected = rows.filter((row) => mayRead(reader, row, sees(row)))
    expect(readable.rows.map((row) => row.id).sort()).toEqual(expected.map((row) => row.id).sort())
  }
})

test('the lists use an index, whatever is stored', async () => {
  await sql`insert into action (id, title, author_id, assignee_ids, done_at, done_by)
    select gen_random_uuid(), 'x', ${ines.id}::uuid, array[${ines.id}::uuid], case when n % 10 > 0 then now() end,
      case when n % 10 > 0 then ${ines.id}::uuid end
    from generate_series(1, 20000) n`.execute(db)
  await sql`analyze action`.execute(db)
  const plan = async (where: string) => {
    const { rows } = await sql<{ 'QUERY PLAN': string }>`explain select id from action where ${sql.raw(where)}`.execute(
      db,
    )
    return rows.map((row) => row['QUERY PLAN']).join('\n')
  }
  const open = 'done_at is null and removed_at is null'
  expect(await plan(`${open} and assignee_ids @> array['${karim.id}'::uuid]`)).toContain('action_open_assigned')
  expect(
    await plan(`done_at is not null and removed_at is null and done_by = '${karim.id}' order by done_at desc limit 50`),
  ).toContain('action_done_by')
  expect(await plan(`ticket_id = '${karim.id}'`)).toContain('action_ticket')
})
