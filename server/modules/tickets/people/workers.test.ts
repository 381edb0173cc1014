import { expect, test } from 'vitest'
import { api } from '../../../../contract/index.ts'
import { testApp } from '../../../../tests/app.ts'
import { aContact, aTicket, refusal } from '../../../../tests/factories.ts'

const { administrator: by, hire } = await testApp()
const reader = await hire('reader', 'Rose Lecture')
const technician = await hire('technician')

test('a read-only agent can be neither lead nor assignee', async () => {
  const ticket = await aTicket(by)
  const params = { id: ticket.id }
  const contactIds = [(await aContact(by)).id]
  const refused = await Promise.all(
    [
      by.call(api.tickets.setLead, { params, body: { from: null, to: reader.id } }),
      by.call(api.tickets.setAssignees, { params, body: { version: 1, agentIds: [technician.id, reader.id] } }),
      by.call(api.tickets.create, { body: { title: 'Panne', contactIds, leadId: reader.id } }),
      by.call(api.tickets.create, { body: { title: 'Panne', contactIds, assigneeIds: [reader.id] } }),
    ].map(refusal),
  )
  for (const one of refused) expect(one).toMatchObject({ code: 'cannot_lead', details: { name: 'Rose Lecture' } })
  await by.call(api.tickets.setLead, { params, body: { from: null, to: technician.id } })
})

test('the list of agents tells who can be given tickets', async () => {
  const { items } = await by.call(api.agents.list, {})
  const canLead = (id: string) => items.find((agent) => agent.id === id)?.canLead
  expect([canLead(reader.id), canLead(technician.id)]).toEqual([false, true])
})

test('a read-only agent may still have reported a ticket, and watch it', async () => {
  const ticket = await aTicket(by, { reporterAgentId: reader.id })
  const params = { id: ticket.id }
  const { watchers } = await by.call(api.tickets.changeWatchers, { params, body: { add: [reader.id] } })
  expect(watchers.map(({ id }) => id)).toEqual([reader.id])
})
