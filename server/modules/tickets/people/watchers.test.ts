import { expect, test } from 'vitest'
import { api } from '../../../../contract/index.ts'
import { type Person, testApp } from '../../../../tests/app.ts'
import { aTicket, refusal } from '../../../../tests/factories.ts'

const { db, administrator, hire } = await testApp()
await db.updateTable('role').set({ sight: 'own' }).where('name', '=', 'operator').execute()
const karim = await hire('technician', 'Karim Benali')
const ines = await hire('technician', 'Inès Faure')
/** Agent who sees unclaimed tickets and those that she is on. */
const zoe = await hire('operator', 'Zoé Petit')
await db
  .deleteFrom('role_permission')
  .where('role', '=', 'technician')
  .where('permission', '=', 'tickets.assign')
  .execute()

const change = (by: Person, id: string, body: { add?: string[]; remove?: string[] }) =>
  by.call(api.tickets.changeWatchers, { params: { id }, body })

test('agents can watch tickets that they see, and stop, with a history entry and without a new version', async () => {
  const { id } = await aTicket(administrator)
  const watched = await change(karim, id, { add: [karim.id] })
  expect(watched).toMatchObject({ version: 1, watchers: [{ id: karim.id, name: 'Karim Benali' }], assignees: [] })
  expect(watched.timeline.events.at(-1)).toMatchObject({
    name: 'ticket.watchers_changed',
    by: { id: karim.id },
    changes: [{ field: 'watchers', from: [], to: [{ name: 'Karim Benali' }] }],
  })
  expect((await change(karim, id, { remove: [karim.id] })).watchers).toEqual([])
})

test('agents on a ticket are not offered to watch it, but to stop if they do', async () => {
  const { id } = await aTicket(administrator, { leadId: ines.id })
  const show = (by: Person) => by.call(api.tickets.show, { params: { key: id } })
  expect([(await show(karim)).can.watch, (await show(ines)).can.watch]).toEqual([true, false])
  await change(ines, id, { add: [ines.id] })
  expect((await show(ines)).can.watch).toBe(true)
})

test('watching twice leaves one line in the history', async () => {
  const { id } = await aTicket(administrator)
  const first = await change(karim, id, { add: [karim.id] })
  const second = await change(karim, id, { add: [karim.id] })
  expect(second.timeline.events).toHaveLength(first.timeline.events.length)
})

test('two agents who start to watch at once both watch', async () => {
  const { id } = await aTicket(administrator)
  await Promise.all([change(karim, id, { add: [karim.id] }), change(ines, id, { add: [ines.id] })])
  const { watchers } = await karim.call(api.tickets.show, { params: { key: id } })
  expect(watchers.map(({ name }) => name)).toEqual(['Inès Faure', 'Karim Benali'])
})

test('only agents who may assign can add other watchers', async () => {
  const { id } = await aTicket(administrator)
  expect(await refusal(change(karim, id, { add: [ines.id] }))).toMatchObject({ code: 'forbidden' })
  expect((await change(administrator, id, { add: [ines.id] })).watchers).toMatchObject([{ id: ines.id }])
  expect(await refusal(change(karim, id, { remove: [ines.id] }))).toMatchObject({ code: 'forbidden' })
})

test('agents can watch a closed ticket themselves, and not add others', async () => {
  const ticket = await aTicket(administrator)
  const body = { to: 'cancelled', version: 1, note: '<p>Doublon.</p>' } as const
  await administrator.call(api.tickets.setStatus, { params: { id: ticket.id }, body })
  expect((await change(karim, ticket.id, { add: [karim.id] })).watchers).toMatchObject([{ id: karim.id }])
  const forInes = change(administrator, ticket.id, { add: [ines.id] })
  expect(await refusal(forInes)).toMatchObject({ code: 'ticket_closed' })
})

test('agents who do not see a ticket cannot watch it, nor be added', async () => {
  const { id } = await aTicket(administrator, { leadId: karim.id })
  expect(await refusal(change(zoe, id, { add: [zoe.id] }))).toMatchObject({ code: 'not_found' })
  const forZoe = change(administrator, id, { add: [zoe.id] })
  expect(await refusal(forZoe)).toMatchObject({ code: 'not_seen_by', details: { name: 'Zoé Petit' } })
})
