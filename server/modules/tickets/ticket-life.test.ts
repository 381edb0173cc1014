import { describe, expect, test } from 'vitest'
import { api } from '../../../contract/index.ts'
import { aCompany, aContact, aMachine, aTicket, refusal } from '../../../tests/factories.ts'
import { testDesk } from './tickets.fixtures.ts'

const { db, karim, lea, sonia, eventsOf } = await testDesk()

describe('a call becomes a ticket', () => {
  test('two fields are enough; everything else has a default', async () => {
    const contact = await aContact(sonia)
    const { id, number } = await sonia.call(api.tickets.create, {
      body: { title: ' Plus d’eau chaude ', contactIds: [contact.id] },
    })
    const ticket = await sonia.call(api.tickets.show, { params: { key: String(number) } })
    expect(ticket).toMatchObject({
      id,
      number,
      version: 1,
      title: 'Plus d’eau chaude',
      status: 'opened',
      kind: 'incident',
      channel: 'phone',
      criticality: 'normal',
      priority: null,
      lead: null,
      reporter: { id: contact.id, kind: 'contact' },
      createdBy: { name: 'Sonia Roux' },
    })
    expect(await eventsOf(id)).toEqual(['ticket.created'])
  })

  test('an unknown caller is created with the ticket, and their company is found by name', async () => {
    const company = await aCompany(sonia, { name: 'École Jean-Moulin' })
    const newCaller = { name: 'Paul Abbé', phone: '06 01 02 03 04', companyName: 'ecole jean-moulin' }
    const ticket = await aTicket(sonia, { newCaller })
    expect(ticket.company).toEqual({ id: company.id, name: 'École Jean-Moulin', openTickets: 1 })
    expect(ticket.contacts).toMatchObject([{ name: 'Paul Abbé', phone: '06 01 02 03 04' }])
  })

  test('a machine alone is enough, and determines the company', async () => {
    const company = await aCompany(sonia)
    const machine = await aMachine(sonia, { companyId: company.id })
    const ticket = await aTicket(sonia, { equipmentIds: [machine.id] })
    expect(ticket.company?.id).toBe(company.id)
    expect(ticket.equipment).toMatchObject([{ label: 'Frisquet Hydromotrix 32' }])
  })

  test('an unknown machine is created with the ticket, for the company of the concerned contact', async () => {
    const company = await aCompany(sonia)
    const contact = await aContact(sonia, { companyId: company.id })
    const newMachines = [{ brand: 'Xerox', model: 'VersaLink C405' }]
    const ticket = await aTicket(sonia, { contactIds: [contact.id], newMachines })
    expect(ticket.equipment).toMatchObject([{ label: 'Xerox VersaLink C405' }])
    const machine = await sonia.call(api.equipment.show, { params: { id: ticket.equipment[0]?.id ?? '' } })
    expect(machine).toMatchObject({ brand: 'Xerox', model: 'VersaLink C405', company: { id: company.id } })
  })

  test('it may have been reported in the past, not in the future', async () => {
    const reportedAt = new Date(Date.now() + 3_600_000).toISOString()
    const body = { title: 'x', contactIds: [(await aContact(sonia)).id], reportedAt }
    expect(await refusal(sonia.call(api.tickets.create, { body }))).toMatchObject({ code: 'invalid' })
    const { id } = await sonia.call(api.tickets.create, { body: { ...body, reportedAt: '2026-11-02T08:00:00Z' } })
    const change = sonia.call(api.tickets.change, { params: { id }, body: { version: 1, reportedAt } })
    expect(await refusal(change)).toMatchObject({ code: 'invalid' })
  })

  test('a call about no contact and no machine is refused', async () => {
    expect(await refusal(sonia.call(api.tickets.create, { body: { title: 'x' } }))).toMatchObject({ code: 'invalid' })
  })

  test('an unknown contact is refused without a trace', async () => {
    const before = await db.selectFrom('contact').select('id').execute()
    const newCaller = { name: 'Fantôme', phone: '0102030405' }
    const body = { title: 'x', newCaller, contactIds: [crypto.randomUUID()] }
    expect(await refusal(sonia.call(api.tickets.create, { body }))).toMatchObject({ code: 'not_found' })
    expect(await db.selectFrom('contact').select('id').execute()).toHaveLength(before.length)
  })

  test('a repeated request with the same key creates one ticket and gets the first response', async () => {
    const contact = await aContact(sonia)
    const idempotencyKey = crypto.randomUUID()
    const body = { title: 'Double clic', contactIds: [contact.id] }
    const answers = await Promise.all([1, 2, 3].map(() => sonia.call(api.tickets.create, { body }, { idempotencyKey })))
    expect(new Set(answers.map((answer) => answer.id)).size).toBe(1)
    const other = sonia.call(api.tickets.create, { body: { ...body, title: 'Autre' } }, { idempotencyKey })
    expect(await refusal(other)).toMatchObject({ code: 'idempotency_mismatch', status: 422 })
  })

  test('technicians can assign themselves, and nobody else', async () => {
    const contactIds = [(await aContact(karim)).id]
    const mine = await aTicket(karim, { contactIds, leadId: karim.id })
    expect(mine.assignees).toEqual([{ id: karim.id, name: 'Karim Benali' }])
    const others = karim.call(api.tickets.create, { body: { title: 'x', contactIds, leadId: lea.id } })
    expect(await refusal(others)).toMatchObject({ code: 'forbidden' })
  })
})

describe('claiming', () => {
  test('the second technician to claim gets the name of the lead', async () => {
    const ticket = await aTicket(sonia)
    const claim = (by: typeof karim) =>
      by.call(api.tickets.setLead, { params: { id: ticket.id }, body: { from: null, to: by.id } })
    const [first, second] = await Promise.allSettled([claim(karim), claim(lea)])
    const refused = [first, second].find((outcome) => outcome.status === 'rejected')
    const won = [first, second].find((outcome) => outcome.status === 'fulfilled')
    expect(refused?.reason).toMatchObject({ code: 'already_claimed', status: 409, details: { lead: won?.value.lead } })
    expect(await eventsOf(ticket.id)).toEqual(['ticket.created', 'ticket.claimed'])
  })

  test('a takeover names the lead that was shown, who stays assigned', async () => {
    const ticket = await aTicket(sonia)
    const params = { id: ticket.id }
    await karim.call(api.tickets.setLead, { params, body: { from: null, to: karim.id } })
    const taken = await lea.call(api.tickets.setLead, { params, body: { from: karim.id, to: lea.id } })
    expect(taken.lead?.id).toBe(lea.id)
    expect(taken.assignees.map((agent) => agent.name)).toEqual(['Karim Benali', 'Léa Petit'])
    expect(taken.timeline.events.at(-1)?.changes).toEqual([
      { field: 'lead', from: { id: karim.id, name: 'Karim Benali' }, to: { id: lea.id, name: 'Léa Petit' } },
    ])
  })

  test('releasing a ticket removes it from the agent’s list; handing over a colleague’s requires the right', async () => {
    const ticket = await aTicket(sonia)
    const params = { id: ticket.id }
    await karim.call(api.tickets.setLead, { params, body: { from: null, to: karim.id } })
    const hand = lea.call(api.tickets.setLead, { params, body: { from: karim.id, to: sonia.id } })
    expect(await refusal(hand)).toMatchObject({ code: 'forbidden' })
    const released = await karim.call(api.tickets.setLead, { params, body: { from: karim.id, to: null } })
    expect(released).toMatchObject({ lead: null, assignees: [] })
    const handed = await sonia.call(api.tickets.setLead, { params, body: { from: null, to: lea.id } })
    expect(handed.lead?.id).toBe(lea.id)
  })
})
