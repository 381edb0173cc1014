import { expect, test } from 'vitest'
import { api } from '../../../../contract/index.ts'
import { testApp } from '../../../../tests/app.ts'
import { aCompany, aContact, aTicket, refusal } from '../../../../tests/factories.ts'

const { administrator, hire } = await testApp()
const karim = await hire('technician', 'Karim Benali')
const lea = await hire('technician', 'Léa Petit')
const sonia = await hire('operator', 'Sonia Roux')

test('concurrent changes of different fields are both saved', async () => {
  const ticket = await aTicket(sonia)
  const params = { id: ticket.id }
  await karim.call(api.tickets.change, { params, body: { version: 1, priority: 'high' } })
  const after = await sonia.call(api.tickets.change, {
    params,
    body: { version: 1, title: 'Plus précis', dueAt: '2027-01-01T09:00:00Z' },
  })
  expect(after).toMatchObject({ version: 3, priority: 'high', title: 'Plus précis' })
})

test('the second of two changes of a field is refused with the field and its first author', async () => {
  const ticket = await aTicket(sonia)
  const params = { id: ticket.id }
  await karim.call(api.tickets.change, { params, body: { version: 1, priority: 'high', tags: ['gaz'] } })
  const second = sonia.call(api.tickets.change, { params, body: { version: 1, priority: 'low', title: 'z' } })
  expect(await refusal(second)).toMatchObject({
    code: 'conflict',
    details: { fields: ['priority'], by: 'Karim Benali' },
  })
  await karim.call(api.tickets.setStatus, { params, body: { to: 'fixing', version: 2 } })
  const status = lea.call(api.tickets.setStatus, { params, body: { to: 'waiting', version: 2 } })
  expect(await refusal(status)).toMatchObject({
    code: 'conflict',
    details: { fields: ['status'], by: 'Karim Benali' },
  })
})

test('setting the current value changes nothing', async () => {
  const ticket = await aTicket(sonia)
  const body = { version: 1, title: ticket.title, kind: ticket.kind, contactIds: ticket.contacts.map((c) => c.id) }
  expect(await karim.call(api.tickets.change, { params: { id: ticket.id }, body })).toMatchObject({ version: 1 })
})

test('the last concerned contact or machine cannot be removed', async () => {
  const ticket = await aTicket(sonia)
  const call = karim.call(api.tickets.change, { params: { id: ticket.id }, body: { version: 1, contactIds: [] } })
  expect(await refusal(call)).toMatchObject({ code: 'invalid' })
})

test('the lead stays among the assignees, and a disabled agent cannot be assigned', async () => {
  const ticket = await aTicket(sonia, { leadId: karim.id })
  const params = { id: ticket.id }
  const after = await sonia.call(api.tickets.setAssignees, { params, body: { version: 1, agentIds: [lea.id] } })
  expect(after.assignees.map((agent) => agent.name)).toEqual(['Karim Benali', 'Léa Petit'])
  const gone = await hire('technician', 'Parti')
  await administrator.call(api.agents.change, { params: { id: gone.id }, body: { disabled: true } })
  const call = sonia.call(api.tickets.setAssignees, { params, body: { version: 2, agentIds: [gone.id] } })
  expect(await refusal(call)).toMatchObject({ code: 'not_found' })
})

test('a change of assignees that missed a new lead is a conflict', async () => {
  const ticket = await aTicket(sonia, { leadId: karim.id })
  const params = { id: ticket.id }
  await lea.call(api.tickets.setLead, { params, body: { from: karim.id, to: lea.id } })
  const call = sonia.call(api.tickets.setAssignees, { params, body: { version: 1, agentIds: [] } })
  expect(await refusal(call)).toMatchObject({ code: 'conflict', details: { fields: ['lead'], by: 'Léa Petit' } })
})

test('the company of a ticket follows its concerned contacts, and no change of other fields', async () => {
  const contact = await aContact(sonia)
  const ticket = await aTicket(sonia, { contactIds: [contact.id] })
  const { id: companyId } = await aCompany(sonia)
  const moved = { name: contact.name, version: 1, companyId }
  await sonia.call(api.contacts.change, { params: { id: contact.id }, body: moved })
  const body = { version: 1, title: 'y', contactIds: [contact.id] }
  const after = await sonia.call(api.tickets.change, { params: { id: ticket.id }, body })
  expect(after.company).toBeNull()
  expect(after.timeline.events.at(-1)?.changes.map((change) => change.field)).toEqual(['title'])
})
