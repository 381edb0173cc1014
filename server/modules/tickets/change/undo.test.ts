import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { api } from '../../../../contract/index.ts'
import type { TicketView } from '../../../../contract/tickets.ts'
import { testApp } from '../../../../tests/app.ts'
import { signInClient } from '../../../../tests/client-session.ts'
import { aContact, aTicket, refusal, uploads } from '../../../../tests/factories.ts'
import { startSmtpSink, textOf } from '../../../../tests/smtp-sink.ts'

const sink = await startSmtpSink()
afterAll(() => sink.stop())
const mail = { smtpUrl: sink.url, sender: 'desk@thermo.test', retrySeconds: 1, holdSeconds: 12 }
const { administrator, hire, db, base } = await testApp(mail)
const karim = await hire('technician', 'Karim Benali')
const ines = await hire('technician', 'Inès Faure')

const show = (by: typeof karim, { id }: { id: string }) => by.call(api.tickets.show, { params: { key: id } })
const undo = (by: typeof karim, before: TicketView, after: TicketView) =>
  by.call(api.tickets.undo, { params: { id: after.id }, body: { since: before.version, version: after.version } })
const resolve = (by: typeof karim, ticket: TicketView) =>
  by.call(api.tickets.setStatus, {
    params: { id: ticket.id },
    body: { to: 'resolved', version: ticket.version, note: '<p>Purgeur remplacé</p>' },
  })
const setPriority = (by: typeof karim, ticket: TicketView, priority: 'high' | 'low') =>
  by.call(api.tickets.change, { params: { id: ticket.id }, body: { version: ticket.version, priority } })
const answer = (by: typeof karim, ticket: TicketView, attachmentIds: string[] = []) =>
  by.call(api.tickets.addStep, {
    params: { id: ticket.id },
    body: { kind: 'answer', visibility: 'public', body: '<p>Code du coffre 4711</p>', attachmentIds, status: null },
  })

/** Returns a ticket without its versions and history. */
const seen = ({ version: _, updatedAt: _at, timeline, company: _c, ...rest }: TicketView) => ({
  ...rest,
  steps: timeline.steps,
})

test('undoing a resolution makes the ticket wait as before, and deletes its solution', async () => {
  const opened = await aTicket(karim)
  const until = new Date(Date.now() + 86_400_000).toISOString()
  const body = { to: 'waiting', version: opened.version, until, note: '<p>Attend la pièce</p>' } as const
  const waiting = await karim.call(api.tickets.setStatus, { params: { id: opened.id }, body })
  const resolved = await resolve(karim, waiting)
  expect(resolved.status).toBe('resolved')
  const undone = await undo(karim, waiting, resolved)
  expect(seen(undone)).toEqual(seen(waiting))
  expect(undone.version).toBe(resolved.version + 1)
  const [act, reverse] = undone.timeline.events.slice(-2)
  expect(reverse).toMatchObject({ undoes: act?.id, changes: [{ field: 'status', from: 'resolved', to: 'waiting' }] })
})

test('an act from before the clock was set back cannot be undone', async () => {
  const opened = await aTicket(karim)
  const changed = await setPriority(karim, opened, 'high')
  await sql`update event set at = now() + interval '2 hours' where subject_id = ${opened.id}::uuid`.execute(db)
  expect(await refusal(undo(karim, opened, changed))).toMatchObject({ code: 'undo_refused' })
})

test('undo restores priority, lead and assignees, and deletes a sent step', async () => {
  const opened = await aTicket(administrator, { leadId: karim.id })
  const params = { id: opened.id }
  const acts = [
    (ticket: TicketView) => setPriority(karim, ticket, 'high'),
    () => karim.call(api.tickets.setLead, { params, body: { from: karim.id, to: ines.id, note: '<p>À toi</p>' } }),
    () => answer(karim, opened),
  ]
  let before = await show(karim, opened)
  for (const act of acts) {
    const undone = await undo(karim, before, await act(before))
    expect(seen(undone)).toEqual(seen(before))
    before = undone
  }
  const { items } = await karim.call(api.tickets.list, { query: { text: 'coffre' } })
  expect(items).toEqual([])
})

test('undo conflicts with a colleague’s later change of the same field, and not of another field', async () => {
  const opened = await aTicket(karim)
  const mine = await setPriority(karim, opened, 'high')
  const theirs = await setPriority(ines, mine, 'low')
  expect(await refusal(undo(karim, opened, mine))).toMatchObject({
    status: 409,
    code: 'conflict',
    details: { fields: ['priority'], by: 'Inès Faure' },
  })
  const again = await setPriority(karim, theirs, 'high')
  await ines.call(api.tickets.setLead, { params: { id: opened.id }, body: { from: null, to: ines.id } })
  expect(await undo(karim, theirs, again)).toMatchObject({ priority: 'low', lead: { id: ines.id } })
})

test('undo keeps a colleague’s change made between an act and its response', async () => {
  const opened = await aTicket(karim)
  const high = await setPriority(karim, opened, 'high')
  const low = await setPriority(ines, high, 'low')
  // Response to the first act, read after the second one.
  const refused = await refusal(undo(karim, opened, low))
  expect(refused).toMatchObject({ code: 'conflict', details: { fields: ['priority'], by: 'Inès Faure' } })
  expect((await show(karim, opened)).priority).toBe('low')
})

test('undoing a claim or an assignment conflicts with a colleague’s later change of either', async () => {
  const luc = await hire('technician', 'Luc Morel')
  const add = (by: typeof karim, ticket: TicketView, agentIds: string[]) =>
    by.call(api.tickets.setAssignees, { params: { id: ticket.id }, body: { version: ticket.version, agentIds } })
  const claim = (by: typeof karim, { id }: TicketView) =>
    by.call(api.tickets.setLead, { params: { id }, body: { from: null, to: by.id } })

  const first = await aTicket(karim)
  const claimed = await claim(karim, first)
  const joined = await add(administrator, claimed, [luc.id])
  expect(await refusal(undo(karim, first, claimed))).toMatchObject({
    code: 'conflict',
    details: { fields: ['assignees'] },
  })
  expect((await show(karim, first)).assignees).toEqual(joined.assignees)

  const second = await aTicket(administrator)
  const added = await add(administrator, second, [luc.id])
  await claim(ines, added)
  expect(await refusal(undo(administrator, second, added))).toMatchObject({
    code: 'conflict',
    details: { fields: ['lead'], by: 'Inès Faure' },
  })
})

test('undo is refused when repeated, too late, for somebody else’s act, and for a step with files', async () => {
  const opened = await aTicket(karim)
  const changed = await setPriority(karim, opened, 'high')
  expect(await refusal(undo(ines, opened, changed))).toMatchObject({ code: 'undo_refused' })
  await undo(karim, opened, changed)
  expect(await refusal(undo(karim, opened, changed))).toMatchObject({ code: 'undo_refused' })

  const late = await aTicket(karim)
  const old = await setPriority(karim, late, 'high')
  await sql`update event set at = at - interval '11 seconds' where subject_id = ${late.id}`.execute(db)
  expect(await refusal(undo(karim, late, old))).toMatchObject({ code: 'undo_refused', status: 409 })

  const filed = await aTicket(karim)
  const sent = await answer(karim, filed, await uploads(karim, { 'plan.txt': 'x' }))
  expect(await refusal(undo(karim, filed, sent))).toMatchObject({ code: 'undo_refused' })
  expect((await show(karim, filed)).timeline.steps).toHaveLength(1)
})

test('an undone act is neither mailed nor shown to clients, unlike the acts beside it', async () => {
  const anne = await aContact(administrator, { name: 'Anne Roux', email: 'anne@client.test' })
  const opened = await aTicket(karim, { contactIds: [anne.id] })
  const first = await answer(karim, opened)
  await undo(karim, opened, first)
  const other = await aTicket(karim, { contactIds: [anne.id], title: 'Fuite' })
  await answer(karim, other)
  // Wait until the mails are planned, then make them due.
  const planned = () =>
    sql<{ send_at: string; held: boolean; ticket_id: string }>`
      select ticket_id, send_at, send_at >= event.at + interval '11.9 seconds' as held
      from mail join mail_event on mail_id = mail.id join event on event.id = event_id
      where address = 'anne@client.test' and event.name = 'ticket.step_added'`.execute(db)
  await expect.poll(async () => (await planned()).rows.length, { timeout: 10_000 }).toBe(2)
  expect((await planned()).rows.map(({ held }) => held)).toEqual([true, true])
  await sql`update mail set send_at = now() where address = 'anne@client.test'`.execute(db)
  await expect
    .poll(() => sink.to('anne@client.test').filter((each) => each.subject.includes('Fuite')).length, {
      timeout: 10_000,
    })
    .toBeGreaterThan(0)
  const waiting = () =>
    db
      .selectFrom('mail')
      .select('id')
      .where('state', '=', 'waiting')
      .where('address', '=', 'anne@client.test')
      .execute()
  await expect.poll(async () => (await waiting()).length, { timeout: 10_000 }).toBe(0)
  const ofFirst = sink.to('anne@client.test').filter((each) => each.subject.includes(`T-${opened.number}]`))
  expect(ofFirst.map(textOf).join()).not.toContain('4711')

  const client = await signInClient({ db, base }, anne)
  const told = await client.call(api.portal.show, { params: { key: opened.id } })
  expect(JSON.stringify(told)).not.toContain('4711')
})

test('an act of an agent stays held when a client’s urgent one joins its mail', async () => {
  const zoe = await aContact(administrator, { name: 'Zoé Petit', email: 'zoe@client.test' })
  const client = await signInClient({ db, base }, zoe)
  const heldSeconds = async (ticket: TicketView) => {
    const { rows } = await sql<{ seconds: number }>`
      select extract(epoch from mail.send_at - max(event.at) filter (where event.actor_kind = 'agent'))::float as seconds
      from mail join mail_event on mail_id = mail.id join event on event.id = event_id
      where mail.ticket_id = ${ticket.id} and mail.agent_id = ${ines.id} and event.name <> 'ticket.created'
      group by mail.id having count(*) filter (where event.name = 'ticket.status_changed') = 1`.execute(db)
    return rows[0]?.seconds
  }
  const joined = async (ticket: TicketView) => {
    const { rows } = await sql`
      select from mail join mail_event on mail_id = mail.id join event on event.id = event_id
      where mail.ticket_id = ${ticket.id} and mail.agent_id = ${ines.id} and event.name = 'ticket.step_added'`.execute(
      db,
    )
    return rows.length
  }
  for (const isPlannedApart of [true, false]) {
    const opened = await aTicket(administrator, { contactIds: [zoe.id], leadId: ines.id })
    const { version } = await answer(karim, opened)
    if (isPlannedApart) await expect.poll(() => joined(opened), { timeout: 10_000 }).toBe(1)
    const body = { to: 'cancelled', note: 'Réglé', version } as const
    await client.call(api.portal.setStatus, { params: { id: opened.id }, body })
    await expect.poll(() => heldSeconds(opened), { timeout: 10_000 }).toBeCloseTo(12, 1)
  }
})
