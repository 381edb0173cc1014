import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import type { Action } from '../../../contract/actions.ts'
import { api } from '../../../contract/index.ts'
import type { Input } from '../../../contract/route.ts'
import { type Person, testApp } from '../../../tests/app.ts'
import { aCompany, aContact, aTicket, refusal } from '../../../tests/factories.ts'
import { listen } from '../../../tests/live-stream.ts'
import type { Agent } from '../../actors.ts'
import { loadActor } from '../people/index.ts'
import { canSee, readTicketFacts, type TicketFacts } from '../tickets/index.ts'
import { type ActionFacts, mayRead, readableBy } from './rights.ts'

const { db, base, administrator: lea, hire } = await testApp()
const karim = await hire('technician', 'Karim Benali')
const ines = await hire('technician', 'Inès Faure')
/** Agent who sees the tickets that she is on, and unclaimed ones. */
const zoe = await hire('operator', 'Zoé Petit')

beforeAll(async () => {
  await db.updateTable('role').set({ sight: 'own' }).where('name', '=', 'operator').execute()
})

const anAction = (by: Person, fields: Partial<Input<typeof api.actions.create>['body']> = {}) =>
  by.call(api.actions.create, { body: { title: 'Rappeler', ...fields } })
const show = (by: Person, { id }: { id: string }) => by.call(api.actions.show, { params: { id } })
const change = (
  by: Person,
  { id, version }: Action,
  fields: Omit<Input<typeof api.actions.change>['body'], 'version'>,
) => by.call(api.actions.change, { params: { id }, body: { version, ...fields } })
const markDone = (by: Person, { id }: { id: string }) => by.call(api.actions.do, { params: { id } })
const reopen = (by: Person, { id }: { id: string }) => by.call(api.actions.undo, { params: { id } })
const titlesOf = async (by: Person, query: Input<typeof api.actions.list>['query'] = {}) =>
  (await by.call(api.actions.list, { query })).items.map(({ title }) => title)

test('an action is assigned to its author by default, and names the record that it is about', async () => {
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

test('a done action leaves the open ones, can be reopened, and is done only once', async () => {
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

test('the second of two concurrent changes is refused with the name of the first author', async () => {
  const action = await anAction(karim, { assigneeIds: [karim.id, ines.id] })
  await change(ines, action, { dueAt: '2030-01-07T09:00:00Z' })
  expect(await refusal(change(karim, action, { title: 'Rappeler demain' }))).toMatchObject({
    status: 409,
    code: 'conflict',
    details: { by: 'Inès Faure' },
  })
})

test('an agent may lose sight of an action by handing it over, and disabled agents are given none', async () => {
  const action = await anAction(lea, { assigneeIds: [karim.id] })
  const handed = await change(karim, action, { assigneeIds: [ines.id] })
  expect(handed.assignees).toMatchObject([{ id: ines.id }])
  expect(await refusal(show(karim, action))).toMatchObject({ code: 'not_found' })
  const gone = await hire('technician')
  await lea.call(api.agents.change, { params: { id: gone.id }, body: { disabled: true } })
  expect(await refusal(anAction(karim, { assigneeIds: [gone.id] }))).toMatchObject({ code: 'not_found' })
})

test('an action about a record is visible to the readers of the record, and changed by its author and assignees', async () => {
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

test('a private action is visible to its author and its assignees only', async () => {
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

test('a removed action disappears, and can be restored', async () => {
  const action = await anAction(karim, { title: 'À retirer' })
  await karim.call(api.actions.remove, { params: { id: action.id } })
  expect(await refusal(show(karim, action))).toMatchObject({ code: 'not_found' })
  expect(await titlesOf(karim)).not.toContain('À retirer')
  expect(await refusal(ines.call(api.actions.restore, { params: { id: action.id } }))).toMatchObject({ status: 404 })
  await karim.call(api.actions.restore, { params: { id: action.id } })
  expect(await titlesOf(karim)).toContain('À retirer')
})

test('an action about a merged contact moves to the remaining contact', async () => {
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

test('invalid input is refused with the name of the field', async () => {
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

/** Moves the due date and the start of a series, as when time has passed. */
const setDue = (id: string, due: string) =>
  sql`update action set due_at = ${due}::timestamptz, repeats_since = ${due}::timestamptz
    where id = ${id}::uuid`.execute(db)

test('a weekly action is followed by the next at the same hour, across a change of the clock', async () => {
  const repeat = { every: 1, unit: 'week', from: 'due' } as const
  // Half past two in Paris, a week before the night in which that hour is skipped.
  const action = await anAction(karim, { repeat, dueAt: '2030-03-24T01:30:00Z' })
  const { next } = await markDone(karim, action)
  expect(next).toMatchObject({ dueAt: '2030-03-31T01:30:00Z', repeat, doneAt: null, assignees: [{ id: karim.id }] })
  const after = await markDone(karim, next as Action)
  expect(after.next).toMatchObject({ dueAt: '2030-04-07T00:30:00Z' })
})

test('a monthly action of the 31st falls on the last day of shorter months', async () => {
  const repeat = { every: 1, unit: 'month', from: 'due' } as const
  const first = await anAction(karim, { repeat, dueAt: '2031-01-31T09:00:00Z' })
  const second = (await markDone(karim, first)).next as Action
  expect(second.dueAt).toBe('2031-02-28T09:00:00Z')
  expect((await markDone(karim, second)).next?.dueAt).toBe('2031-03-31T08:00:00Z')
})

test('an action that is long overdue is followed by one in the future', async () => {
  const action = await anAction(karim, {
    repeat: { every: 1, unit: 'day', from: 'due' },
    dueAt: '2030-01-01T09:00:00Z',
  })
  await setDue(action.id, '2020-01-01T09:00:00Z')
  const { next } = await markDone(karim, action)
  const inHours = (Date.parse(next?.dueAt ?? '') - Date.now()) / 3_600_000
  expect(inHours).toBeGreaterThan(0)
  expect(inHours).toBeLessThanOrEqual(25)
})

test('an action that repeats from its completion counts from today; undo removes the next one unless it was changed', async () => {
  const action = await anAction(karim, { title: 'Filtre', repeat: { every: 10, unit: 'day', from: 'done' } })
  const { next } = await markDone(karim, action)
  const inDays = (Date.parse(next?.dueAt ?? '') - Date.now()) / 86_400_000
  expect(Math.abs(inDays - 10)).toBeLessThan(0.1)
  await reopen(karim, action)
  expect(await refusal(show(karim, next as Action))).toMatchObject({ code: 'not_found' })
  const again = (await markDone(karim, action)).next as Action
  await change(karim, again, { title: 'Filtre à changer' })
  await reopen(karim, action)
  expect(await show(karim, again)).toMatchObject({ title: 'Filtre à changer' })
})

test('two agents who complete a repeating action at once create one next action', async () => {
  const title = 'Une seule suite'
  const repeat = { every: 1, unit: 'day', from: 'due' } as const
  const action = await anAction(karim, {
    title,
    repeat,
    dueAt: '2030-01-07T09:00:00Z',
    assigneeIds: [karim.id, ines.id],
  })
  await Promise.all([markDone(karim, action), markDone(ines, action), markDone(karim, action)])
  expect((await titlesOf(karim)).filter((one) => one === title)).toHaveLength(1)
})

test('agents get news of actions that they see or have just lost sight of, and of no others', async () => {
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
