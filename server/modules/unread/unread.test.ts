import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { api } from '../../../contract/index.ts'
import { type Person, testApp } from '../../../tests/app.ts'
import { signInClient } from '../../../tests/client-session.ts'
import { aContact, aTicket, refusal } from '../../../tests/factories.ts'
import { deleteStaleViews } from './delete-stale-views.ts'

const { db, base, administrator: lea, hire } = await testApp()
await db.updateTable('role').set({ sight: 'own' }).where('name', '=', 'operator').execute()
const karim = await hire('technician', 'Karim Benali')
const ines = await hire('technician', 'Inès Faure')
/** Agent who sees unclaimed tickets and those she is on. */
const zoe = await hire('operator', 'Zoé Petit')

const bellOf = (person: Person) => person.call(api.unread.list, {})
const inBell = async (person: Person, id: string) => (await bellOf(person)).items.find((item) => item.id === id)
const see = (person: Person, { id, version }: { id: string; version: number }) =>
  person.call(api.unread.see, { params: { id }, body: { version } })
const retitle = (person: Person, { id, version }: { id: string; version: number }, title: string) =>
  person.call(api.tickets.change, { params: { id }, body: { version, title } })

async function isBold(person: Person, id: string) {
  const { items } = await person.call(api.tickets.list, { query: { ids: id, state: 'all' } })
  return items[0]?.unread
}

/** Creates a ticket that Karim leads and has seen. */
async function seenByKarim(fields: Parameters<typeof aTicket>[1] = {}) {
  const ticket = await aTicket(lea, { leadId: karim.id, ...fields })
  await see(karim, ticket)
  return ticket
}

test('an assignment stays the reason in the bell despite later changes', async () => {
  const ticket = await aTicket(lea)
  await see(karim, ticket)
  await lea.call(api.tickets.setLead, { params: { id: ticket.id }, body: { from: null, to: karim.id } })
  const given = await inBell(karim, ticket.id)
  const { version } = await lea.call(api.tickets.show, { params: { key: ticket.id } })
  const changed = await retitle(ines, { id: ticket.id, version }, 'Chaudière en défaut E134')
  const now = await inBell(karim, ticket.id)
  expect(now).toMatchObject({
    version: changed.version,
    last: { id: given?.last.id, name: 'ticket.lead_changed' },
  })
  expect(Date.parse(now?.newsAt ?? '')).toBe(Date.parse(changed.timeline.events.at(-1)?.at ?? ''))
  await see(karim, changed)
  await retitle(ines, changed, 'Chaudière en défaut E135')
  expect(await inBell(karim, ticket.id)).toMatchObject({ last: { name: 'ticket.changed' } })
})

test('a colleague’s change makes a ticket unread with its reason, and looking at the ticket ends that', async () => {
  const ticket = await seenByKarim()
  expect(await isBold(karim, ticket.id)).toBe(false)
  expect(await inBell(karim, ticket.id)).toBeUndefined()
  const step = { kind: 'question', visibility: 'public', body: '<p>Quel voyant clignote ?</p>' } as const
  const asked = await ines.call(api.tickets.addStep, { params: { id: ticket.id }, body: step })
  expect(await isBold(karim, ticket.id)).toBe(true)
  expect(await inBell(karim, ticket.id)).toMatchObject({
    number: ticket.number,
    version: 2,
    opening: false,
    last: { name: 'ticket.step_added', by: { name: 'Inès Faure' }, stepKind: 'question' },
  })
  await see(karim, asked)
  expect(await isBold(karim, ticket.id)).toBe(false)
  expect(await inBell(karim, ticket.id)).toBeUndefined()
})

test('an agent’s own changes are not news to them', async () => {
  const ticket = await seenByKarim()
  await retitle(karim, ticket, 'Chaudière en défaut E134')
  expect(await isBold(karim, ticket.id)).toBe(false)
  expect(await inBell(karim, ticket.id)).toBeUndefined()
  expect(await isBold(lea, ticket.id)).toBe(true)
})

test('an agent’s own change does not hide an earlier one by a colleague', async () => {
  const ticket = await seenByKarim()
  const { version } = await retitle(ines, ticket, 'Chaudière en défaut E134')
  await karim.call(api.tickets.change, { params: { id: ticket.id }, body: { version, priority: 'high' } })
  expect(await inBell(karim, ticket.id)).toMatchObject({
    version: 3,
    last: { by: { id: ines.id }, changes: [{ field: 'title' }] },
  })
})

test('a ticket is unread for each agent separately', async () => {
  const ticket = await aTicket(lea, { leadId: karim.id, assigneeIds: [ines.id] })
  await see(karim, ticket)
  expect(await isBold(karim, ticket.id)).toBe(false)
  expect(await isBold(ines, ticket.id)).toBe(true)
  expect(await inBell(ines, ticket.id)).toBeDefined()
})

test('a late older version does not undo a newer one, and a future version has no effect', async () => {
  const ticket = await seenByKarim()
  const second = await retitle(ines, ticket, 'Chaudière en défaut E134')
  await see(karim, second)
  await see(karim, ticket)
  expect(await isBold(karim, ticket.id)).toBe(false)
  await see(karim, { id: ticket.id, version: 99 })
  await retitle(ines, second, 'Chaudière en défaut E135')
  expect(await isBold(karim, ticket.id)).toBe(true)
})

test('a watcher has news in the bell, an uninvolved agent only sees the ticket bold in lists', async () => {
  const ticket = await seenByKarim()
  await ines.call(api.tickets.changeWatchers, { params: { id: ticket.id }, body: { add: [ines.id] } })
  await retitle(karim, ticket, 'Chaudière en défaut E134')
  expect(await inBell(ines, ticket.id)).toMatchObject({ last: { by: { id: karim.id } } })
  expect(await isBold(lea, ticket.id)).toBe(true)
  expect(await inBell(lea, ticket.id)).toBeUndefined()
  const { items } = await ines.call(api.tickets.list, { query: { watcher: 'me' } })
  expect(items.map(({ id }) => id)).toEqual([ticket.id])
})

test('an unclaimed opening rings for subscribed agents until they look or it is assigned', async () => {
  const [seen, taken] = [await aTicket(lea), await aTicket(lea)]
  expect(await inBell(karim, seen.id)).toMatchObject({ opening: true, last: { name: 'ticket.created' } })
  await see(karim, seen)
  await retitle(lea, seen, 'Chaudière en défaut E134')
  expect(await inBell(karim, seen.id)).toBeUndefined()
  await ines.call(api.tickets.setLead, { params: { id: taken.id }, body: { from: null, to: ines.id } })
  expect(await inBell(karim, taken.id)).toBeUndefined()
  expect(await inBell(lea, seen.id)).toBeUndefined()
  await karim.call(api.session.changePreferences, { body: { mails: { newTickets: false } } })
  const third = await aTicket(lea)
  expect(await inBell(karim, third.id)).toBeUndefined()
  expect(await inBell(ines, third.id)).toBeDefined()
  expect(await inBell(zoe, third.id)).toBeUndefined()
})

test('a client’s act is news', async () => {
  const contact = await aContact(lea, { email: 'marie@example.test' })
  const ticket = await seenByKarim({ contactIds: [contact.id] })
  const marie = await signInClient({ db, base }, contact)
  await marie.call(api.portal.addStep, { params: { id: ticket.id }, body: { body: 'Le rouge.' } })
  expect(await inBell(karim, ticket.id)).toMatchObject({
    last: { by: { name: 'Marie Dupont', kind: 'contact' }, stepKind: 'information' },
  })
})

test('a closing is news for the agents on the ticket', async () => {
  const ticket = await aTicket(lea, { leadId: karim.id, assigneeIds: [ines.id] })
  await see(ines, ticket)
  const body = { to: 'cancelled', version: 1, note: '<p>Doublon.</p>' } as const
  await lea.call(api.tickets.setStatus, { params: { id: ticket.id }, body })
  expect(await inBell(ines, ticket.id)).toMatchObject({ status: 'cancelled', last: { stepKind: 'reason' } })
})

test('a ticket that its reader may not see any more leaves the bell and cannot be marked as seen', async () => {
  const ticket = await aTicket(lea, { leadId: zoe.id })
  await zoe.call(api.tickets.changeWatchers, { params: { id: ticket.id }, body: { add: [zoe.id] } })
  expect(await inBell(zoe, ticket.id)).toBeDefined()
  await lea.call(api.tickets.setLead, { params: { id: ticket.id }, body: { from: zoe.id, to: karim.id } })
  const { version } = await lea.call(api.tickets.show, { params: { key: ticket.id } })
  await lea.call(api.tickets.setAssignees, { params: { id: ticket.id }, body: { version, agentIds: [] } })
  expect(await inBell(zoe, ticket.id)).toBeUndefined()
  expect(await refusal(see(zoe, { id: ticket.id, version: 1 }))).toMatchObject({ code: 'not_found' })
})

test('marking all as seen stops at the newest shown, and can be undone', async () => {
  const ticket = await seenByKarim()
  const { version } = await retitle(ines, ticket, 'Chaudière en défaut E134')
  const before = await bellOf(karim)
  expect(before.items[0]?.id).toBe(ticket.id)
  await karim.call(api.unread.setSince, { body: { at: before.items[0]?.newsAt ?? '' } })
  expect(await bellOf(karim)).toMatchObject({ count: 0, items: [] })
  expect(await isBold(karim, ticket.id)).toBe(false)
  await karim.call(api.unread.setSince, { body: { at: before.since } })
  expect(await bellOf(karim)).toEqual(before)
  await karim.call(api.unread.setSince, { body: { at: before.items[0]?.newsAt ?? '' } })
  await retitle(ines, { id: ticket.id, version }, 'Chaudière en défaut E135')
  expect((await bellOf(karim)).items.map(({ id }) => id)).toEqual([ticket.id])
})

test('future news cannot be marked as seen', async () => {
  await ines.call(api.unread.setSince, { body: { at: '2999-01-01T00:00:00Z' } })
  const ticket = await aTicket(lea, { leadId: ines.id })
  expect(await inBell(ines, ticket.id)).toBeDefined()
})

test('seen versions of unchanged tickets are deleted, and news expires after 30 days', async () => {
  const [old, recent] = [await seenByKarim(), await seenByKarim()]
  await db
    .updateTable('ticket')
    .set({ updated_at: sql<string>`now() - interval '31 days'` })
    .where('id', '=', old.id)
    .execute()
  await db
    .updateTable('agent')
    .set({ unread_since: sql<string>`now() - interval '40 days'` })
    .where('id', '=', karim.id)
    .execute()
  await deleteStaleViews(db)
  const kept = await db.selectFrom('ticket_seen').select('ticket_id').where('agent_id', '=', karim.id).execute()
  expect(kept.map((row) => row.ticket_id)).toContain(recent.id)
  expect(kept.map((row) => row.ticket_id)).not.toContain(old.id)
  const { since } = await bellOf(karim)
  expect(Date.now() - Date.parse(since)).toBeLessThan(30.1 * 24 * 3_600_000)
})

test('the count stops at 99 and the list at 50', async () => {
  const contactIds = [(await aContact(lea)).id]
  const body = { title: 'Chaudière en défaut E133', contactIds, leadId: karim.id }
  for (let n = 0; n < 100; n += 1) await lea.call(api.tickets.create, { body })
  const bell = await bellOf(karim)
  expect(bell).toMatchObject({ count: 99, capped: true })
  expect(bell.items).toHaveLength(50)
})
