import { describe, expect, test } from 'vitest'
import { api } from '../../../contract/index.ts'
import { aTicket, refusal } from '../../../tests/factories.ts'
import { testDesk } from './tickets.fixtures.ts'

const { db, administrator, karim, lea, sonia, eventsOf } = await testDesk()

describe('statuses', () => {
  test('resolving requires a solution, which becomes a step that the client sees', async () => {
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

  test('rejecting and cancelling require a reason', async () => {
    for (const to of ['rejected', 'cancelled'] as const) {
      const ticket = await aTicket(sonia)
      const params = { id: ticket.id }
      const bare = karim.call(api.tickets.setStatus, { params, body: { to, version: 1 } })
      expect(await refusal(bare)).toMatchObject({ code: 'reason_required' })
      const done = await karim.call(api.tickets.setStatus, { params, body: { to, version: 1, note: 'Doublon' } })
      expect(done.timeline.steps).toMatchObject([{ kind: 'reason', visibility: 'public' }])
    }
  })

  test('an operator can cancel but not resolve', async () => {
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

  test('an open ticket returns neither to “opened” nor to its current status', async () => {
    const ticket = await aTicket(sonia)
    const params = { id: ticket.id }
    const { version } = await karim.call(api.tickets.setStatus, { params, body: { to: 'fixing', version: 1 } })
    for (const to of ['opened', 'fixing'] as const) {
      const call = administrator.call(api.tickets.setStatus, { params, body: { to, version } })
      expect(await refusal(call)).toMatchObject({ code: 'transition_refused' })
    }
  })

  test('a ticket that waits until a date resumes by itself', { timeout: 15_000 }, async () => {
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

  test('the reason for waiting is kept in full, even after the waiting', async () => {
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

  test('a note that would be stored nowhere is refused', async () => {
    const { id } = await aTicket(sonia)
    const body = { to: 'fixing' as const, version: 1, note: 'Je commence' }
    expect(await refusal(karim.call(api.tickets.setStatus, { params: { id }, body }))).toMatchObject({
      code: 'invalid',
    })
  })
})

describe('steps', () => {
  test('a step stores its time and performer without scripts, and a question makes the ticket wait', async () => {
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

  test('steps in the future and steps without text are refused', async () => {
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

  test('a long history is read from its end, page by page, each entry once', async () => {
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
