import { describe, expect, test } from 'vitest'
import { api } from '../../../contract/index.ts'
import { testApp } from '../../../tests/app.ts'
import { aCompany, aContact, aMachine, aTicket, refusal } from '../../../tests/factories.ts'

const { db, administrator, hire } = await testApp()
const karim = await hire('technician', 'Karim Benali')
const lea = await hire('technician', 'Léa Petit')
const sonia = await hire('operator', 'Sonia Roux')

const eventsOf = async (ticketId: string) =>
  (
    await db.selectFrom('event').select(['name', 'version']).where('subject_id', '=', ticketId).orderBy('id').execute()
  ).map((event) => event.name)

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

  test('an unknown caller is created with it, their company found by its name', async () => {
    const company = await aCompany(sonia, { name: 'École Jean-Moulin' })
    const newCaller = { name: 'Paul Abbé', phone: '06 01 02 03 04', companyName: 'ecole jean-moulin' }
    const ticket = await aTicket(sonia, { newCaller })
    expect(ticket.company).toEqual({ id: company.id, name: 'École Jean-Moulin', openTickets: 1 })
    expect(ticket.contacts).toMatchObject([{ name: 'Paul Abbé', phone: '06 01 02 03 04' }])
  })

  test('a machine alone is enough, and gives its company', async () => {
    const company = await aCompany(sonia)
    const machine = await aMachine(sonia, { companyId: company.id })
    const ticket = await aTicket(sonia, { equipmentIds: [machine.id] })
    expect(ticket.company?.id).toBe(company.id)
    expect(ticket.equipment).toMatchObject([{ label: 'Frisquet Hydromotrix 32' }])
  })

  test('a machine that nobody knows is created with it, for the company of the concerned', async () => {
    const company = await aCompany(sonia)
    const contact = await aContact(sonia, { companyId: company.id })
    const newMachines = [{ brand: 'Xerox', model: 'VersaLink C405' }]
    const ticket = await aTicket(sonia, { contactIds: [contact.id], newMachines })
    expect(ticket.equipment).toMatchObject([{ label: 'Xerox VersaLink C405' }])
    const machine = await sonia.call(api.equipment.show, { params: { id: ticket.equipment[0]?.id ?? '' } })
    expect(machine).toMatchObject({ brand: 'Xerox', model: 'VersaLink C405', company: { id: company.id } })
  })

  test('it may have been reported before, not later', async () => {
    const reportedAt = new Date(Date.now() + 3_600_000).toISOString()
    const body = { title: 'x', contactIds: [(await aContact(sonia)).id], reportedAt }
    expect(await refusal(sonia.call(api.tickets.create, { body }))).toMatchObject({ code: 'invalid' })
    const { id } = await sonia.call(api.tickets.create, { body: { ...body, reportedAt: '2026-11-02T08:00:00Z' } })
    const change = sonia.call(api.tickets.change, { params: { id }, body: { version: 1, reportedAt } })
    expect(await refusal(change)).toMatchObject({ code: 'invalid' })
  })

  test('nothing and nobody concerned is refused', async () => {
    expect(await refusal(sonia.call(api.tickets.create, { body: { title: 'x' } }))).toMatchObject({ code: 'invalid' })
  })

  test('a contact that does not exist leaves nothing behind', async () => {
    const before = await db.selectFrom('contact').select('id').execute()
    const newCaller = { name: 'Fantôme', phone: '0102030405' }
    const body = { title: 'x', newCaller, contactIds: [crypto.randomUUID()] }
    expect(await refusal(sonia.call(api.tickets.create, { body }))).toMatchObject({ code: 'not_found' })
    expect(await db.selectFrom('contact').select('id').execute()).toHaveLength(before.length)
  })

  test('a repeated request with the same key creates one ticket and gets the first answer', async () => {
    const contact = await aContact(sonia)
    const idempotencyKey = crypto.randomUUID()
    const body = { title: 'Double clic', contactIds: [contact.id] }
    const answers = await Promise.all([1, 2, 3].map(() => sonia.call(api.tickets.create, { body }, { idempotencyKey })))
    expect(new Set(answers.map((answer) => answer.id)).size).toBe(1)
    const other = sonia.call(api.tickets.create, { body: { ...body, title: 'Autre' } }, { idempotencyKey })
    expect(await refusal(other)).toMatchObject({ code: 'idempotency_mismatch', status: 422 })
  })

  test('a technician puts themselves on it, not somebody else', async () => {
    const contactIds = [(await aContact(karim)).id]
    const mine = await aTicket(karim, { contactIds, leadId: karim.id })
    expect(mine.assignees).toEqual([{ id: karim.id, name: 'Karim Benali' }])
    const others = karim.call(api.tickets.create, { body: { title: 'x', contactIds, leadId: lea.id } })
    expect(await refusal(others)).toMatchObject({ code: 'forbidden' })
  })
})

describe('claiming', () => {
  test('the second technician to claim is told who has it', async () => {
    const ticket = await aTicket(sonia)
    const claim = (by: typeof karim) =>
      by.call(api.tickets.setLead, { params: { id: ticket.id }, body: { from: null, to: by.id } })
    const [first, second] = await Promise.allSettled([claim(karim), claim(lea)])
    const refused = [first, second].find((outcome) => outcome.status === 'rejected')
    const won = [first, second].find((outcome) => outcome.status === 'fulfilled')
    expect(refused?.reason).toMatchObject({ code: 'already_claimed', status: 409, details: { lead: won?.value.lead } })
    expect(await eventsOf(ticket.id)).toEqual(['ticket.created', 'ticket.claimed'])
  })

  test('taking over names the lead one saw; the former lead stays on it', async () => {
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

  test('letting go takes a ticket off one’s work; handing over that of a colleague needs the right', async () => {
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

describe('statuses', () => {
  test('resolving asks for the solution, and keeps it as a step that the client sees', async () => {
    const ticket = await aTicket(sonia)
    const params = { id: ticket.id }
    for (const note of ['', '<p> </p>', '<script>x</script>']) {
      const bare = karim.call(api.tickets.setStatus, { params, body: { to: 'resolved', version: 1, note } })
      expect(await refusal(bare)).toMatchObject({ code: 'solution_required' })
    }
    const note = '<p>Électrode changée</p>'
    const resolved = await karim.call(api.tickets.setStatus, { params, body: { to: 'resolved', version: 1, note } })
    expect(resolved.timeline.steps).toMatchObject([{ kind: 'solution', visibility: 'public', body: note }])
    expect(resolved.closedAt).not.toBeNull()
    expect(await eventsOf(ticket.id)).toEqual(['ticket.created', 'ticket.status_changed'])
  })

  test('rejecting and cancelling ask for a reason', async () => {
    for (const to of ['rejected', 'cancelled'] as const) {
      const ticket = await aTicket(sonia)
      const params = { id: ticket.id }
      const bare = karim.call(api.tickets.setStatus, { params, body: { to, version: 1 } })
      expect(await refusal(bare)).toMatchObject({ code: 'reason_required' })
      const done = await karim.call(api.tickets.setStatus, { params, body: { to, version: 1, note: 'Doublon' } })
      expect(done.timeline.steps).toMatchObject([{ kind: 'reason', visibility: 'public' }])
    }
  })

  test('an operator cancels but does not resolve', async () => {
    const ticket = await aTicket(sonia)
    expect(ticket.can.statuses).toEqual(['waiting', 'investigating', 'disputed', 'fixing', 'cancelled'])
    const body = { to: 'resolved' as const, version: 1, note: 'x' }
    expect(await refusal(sonia.call(api.tickets.setStatus, { params: { id: ticket.id }, body }))).toMatchObject({
      code: 'forbidden',
    })
  })

  test('a closed ticket is frozen for everybody, until an administrator reopens it with a reason', async () => {
    const ticket = await aTicket(sonia)
    const params = { id: ticket.id }
    const { version } = await karim.call(api.tickets.setStatus, {
      params,
      body: { to: 'resolved', version: 1, note: 'x' },
    })
    const step = { kind: 'answer', visibility: 'public', body: 'x' } as const
    const frozen = [
      administrator.call(api.tickets.change, { params, body: { version, title: 'y' } }),
      karim.call(api.tickets.addStep, { params, body: step }),
      karim.call(api.tickets.setLead, { params, body: { from: null, to: karim.id } }),
      administrator.call(api.tickets.setAssignees, { params, body: { version, agentIds: [] } }),
      administrator.call(api.tickets.setStatus, { params, body: { to: 'rejected', version, note: 'x' } }),
    ]
    for (const refused of await Promise.all(frozen.map(refusal)))
      expect(refused).toMatchObject({ code: 'ticket_closed', status: 409 })
    const reopen = { to: 'investigating' as const, version, note: 'Le défaut revient' }
    const refused = await refusal(karim.call(api.tickets.setStatus, { params, body: reopen }))
    expect(refused).toMatchObject({ code: 'forbidden', status: 403 })
    expect(refused.message).toMatch(/droit/)
    const bare = administrator.call(api.tickets.setStatus, { params, body: { ...reopen, note: '' } })
    expect(await refusal(bare)).toMatchObject({ code: 'reason_required' })
    const reopened = await administrator.call(api.tickets.setStatus, { params, body: reopen })
    expect(reopened).toMatchObject({ status: 'investigating', closedAt: null })
    expect(reopened.timeline.steps.at(-1)).toMatchObject({ kind: 'reason', body: 'Le défaut revient' })
  })

  test('an open ticket never becomes “opened” again, nor what it already is', async () => {
    const ticket = await aTicket(sonia)
    const params = { id: ticket.id }
    const { version } = await karim.call(api.tickets.setStatus, { params, body: { to: 'fixing', version: 1 } })
    for (const to of ['opened', 'fixing'] as const) {
      const call = administrator.call(api.tickets.setStatus, { params, body: { to, version } })
      expect(await refusal(call)).toMatchObject({ code: 'transition_refused' })
    }
  })

  test('waiting until a date comes back by itself', { timeout: 15_000 }, async () => {
    const ticket = await aTicket(sonia)
    const params = { id: ticket.id }
    const past = { to: 'waiting' as const, version: 1, until: new Date(Date.now() - 1_000).toISOString() }
    expect(await refusal(karim.call(api.tickets.setStatus, { params, body: past }))).toMatchObject({ code: 'invalid' })
    const until = new Date(Date.now() + 1_500).toISOString()
    const waiting = await karim.call(api.tickets.setStatus, {
      params,
      body: { ...past, until, note: 'Pièce commandée' },
    })
    expect(waiting).toMatchObject({ status: 'waiting', waitingReason: 'Pièce commandée' })
    await expect
      .poll(() => karim.call(api.tickets.show, { params: { key: ticket.id } }), { timeout: 10_000 })
      .toMatchObject({ status: 'investigating', waitingUntil: null, waitingReason: null })
  })

  test('the reason for waiting is kept whole, after the waiting too', async () => {
    const ticket = await aTicket(sonia)
    const params = { id: ticket.id }
    const reason = `Pièce ${'très '.repeat(300)}rare`
    const body = { to: 'waiting' as const, version: 1, note: reason }
    expect((await karim.call(api.tickets.setStatus, { params, body })).waitingReason).toBe(reason)
    await karim.call(api.tickets.setStatus, { params, body: { to: 'fixing', version: 2 } })
    const event = await db
      .selectFrom('event')
      .select('data')
      .where('subject_id', '=', ticket.id)
      .where('version', '=', 2)
      .executeTakeFirst()
    expect(event?.data).toMatchObject({ waitingReason: reason })
  })

  test('a note that nothing would keep is refused instead of lost', async () => {
    const { id } = await aTicket(sonia)
    const body = { to: 'fixing' as const, version: 1, note: 'Je commence' }
    expect(await refusal(karim.call(api.tickets.setStatus, { params: { id }, body }))).toMatchObject({
      code: 'invalid',
    })
  })
})

describe('steps', () => {
  test('a step says when, by whom and for whom; a question brings the waiting', async () => {
    const ticket = await aTicket(sonia)
    const happenedAt = '2026-01-05T08:00:00.000Z'
    const body = {
      kind: 'question' as const,
      visibility: 'public' as const,
      body: '<p onclick="x()">Quelle pression&nbsp;? <img src="https://evil.example/t.gif"></p>',
      happenedAt,
      performer: { id: lea.id, kind: 'agent' as const },
      minutesSpent: 10,
      status: { to: 'waiting' as const, version: 1 },
    }
    const after = await karim.call(api.tickets.addStep, { params: { id: ticket.id }, body })
    expect(after.status).toBe('waiting')
    expect(after.timeline.steps).toMatchObject([
      { kind: 'question', author: { name: 'Karim Benali' }, performer: { name: 'Léa Petit' }, minutesSpent: 10 },
    ])
    expect(Date.parse(after.timeline.steps[0]?.happenedAt ?? '')).toBe(Date.parse(happenedAt))
    expect(after.timeline.steps[0]?.body).not.toMatch(/onclick|img/)
    expect(await eventsOf(ticket.id)).toEqual(['ticket.created', 'ticket.status_changed'])
  })

  test('steps of the future, and steps without words, are refused', async () => {
    const ticket = await aTicket(sonia)
    const step = { kind: 'answer', visibility: 'public', body: 'x' } as const
    const refused = [
      { ...step, happenedAt: new Date(Date.now() + 3_600_000).toISOString() },
      { ...step, body: '<p></p><script>alert(1)</script>' },
    ]
    for (const body of refused)
      expect(await refusal(karim.call(api.tickets.addStep, { params: { id: ticket.id }, body }))).toMatchObject({
        code: 'invalid',
      })
  })

  test('a long history is read from its end, part by part, each entry once', async () => {
    const ticket = await aTicket(sonia)
    const body = { kind: 'information', visibility: 'internal', body: 'x' } as const
    for (let n = 0; n < 120; n++) await karim.call(api.tickets.addStep, { params: { id: ticket.id }, body })
    const { timeline } = await karim.call(api.tickets.show, { params: { key: ticket.id } })
    expect(timeline.steps.length).toBeLessThanOrEqual(100)
    const older = await karim.call(api.tickets.timeline, {
      params: { id: ticket.id },
      query: { before: timeline.olderBefore ?? '' },
    })
    expect(older.olderBefore).toBeNull()
    const ids = [...older.steps, ...timeline.steps].map((step) => step.id)
    expect(new Set(ids).size).toBe(120)
    expect([...older.events, ...timeline.events]).toHaveLength(121)
  })
})
