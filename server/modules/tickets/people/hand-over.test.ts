import { expect, test } from 'vitest'
import { api } from '../../../../contract/index.ts'
import { testApp } from '../../../../tests/app.ts'
import { aTicket, refusal } from '../../../../tests/factories.ts'

const { db, administrator, hire } = await testApp()
const karim = await hire('technician', 'Karim Benali')
const ines = await hire('technician', 'Inès Faure')
const hugo = await hire('technician', 'Hugo Renaud')

const show = (by: typeof karim, id: string) => by.call(api.tickets.show, { params: { key: id } })
const setLead = (by: typeof karim, id: string, from: string | null, to: string | null, note = '') =>
  by.call(api.tickets.setLead, { params: { id }, body: { from, to, note } })
const setAssignees = async (by: typeof karim, id: string, agentIds: string[]) =>
  by.call(api.tickets.setAssignees, { params: { id }, body: { version: (await show(by, id)).version, agentIds } })

test('a technician can hand over their own ticket with an internal note', async () => {
  const { id } = await aTicket(administrator, { leadId: karim.id })
  expect((await show(karim, id)).can.assign).toBe(true)
  const ticket = await setLead(karim, id, karim.id, ines.id, '<p>Rappeler avant <b>midi</b><script>x</script></p>')
  expect(ticket.lead?.id).toBe(ines.id)
  expect(ticket.timeline.steps).toMatchObject([
    {
      kind: 'instruction',
      visibility: 'internal',
      body: '<p>Rappeler avant <b>midi</b></p>',
      author: { id: karim.id },
    },
  ])
  expect(ticket.timeline.events.map(({ name }) => name)).toEqual([
    'ticket.created',
    'ticket.lead_changed',
    'ticket.step_added',
  ])
  expect(ticket.can.assign).toBe(false)
})

test('a technician can add a colleague to their own ticket and release it', async () => {
  const { id } = await aTicket(administrator, { leadId: karim.id })
  const helped = await setAssignees(karim, id, [karim.id, ines.id])
  expect(helped.assignees.map((agent) => agent.id).sort()).toEqual([karim.id, ines.id].sort())
  expect((await setLead(karim, id, karim.id, null)).lead).toBeNull()
})

test('technicians can only remove themselves from a colleague’s ticket', async () => {
  const { id } = await aTicket(administrator, { leadId: ines.id, assigneeIds: [karim.id] })
  expect((await show(karim, id)).can).toMatchObject({ assign: false, leave: true })
  expect(await refusal(setAssignees(karim, id, [ines.id, karim.id, hugo.id]))).toMatchObject({ code: 'forbidden' })
  expect(await refusal(setLead(karim, id, ines.id, hugo.id))).toMatchObject({ code: 'forbidden' })
  const left = await setAssignees(karim, id, [ines.id])
  expect(left.assignees.map((agent) => agent.id)).toEqual([ines.id])
  expect(left.can.leave).toBe(false)
  expect(await refusal(setAssignees(hugo, id, []))).toMatchObject({ code: 'forbidden' })
})

test('the rows of a list contain their reader’s rights', async () => {
  const { id, number } = await aTicket(administrator, { leadId: ines.id })
  const row = async (by: typeof karim) =>
    (await by.call(api.tickets.list, { query: { text: `T-${number}`, state: 'all' } })).items.find(
      (each) => each.id === id,
    )
  const none = { edit: false, claim: false, assign: false, status: false, cancel: false }
  expect((await row(karim))?.can).toEqual({ ...none, edit: true, status: true, cancel: true })
  const { version } = await show(administrator, id)
  const body = { to: 'cancelled', version, note: '<p>Doublon</p>' } as const
  await administrator.call(api.tickets.setStatus, { params: { id }, body })
  expect((await row(karim))?.can).toEqual(none)
  expect((await row(administrator))?.can).toEqual({ ...none, status: true })
})

test('a ticket is claimed while nobody leads it, and taken over from another lead', async () => {
  const { id } = await aTicket(administrator, { leadId: null })
  expect((await show(karim, id)).can).toMatchObject({ claim: true, takeOver: false })
  const led = await setLead(karim, id, null, karim.id)
  expect(led.can).toMatchObject({ claim: false, takeOver: false })
  expect((await show(ines, id)).can).toMatchObject({ claim: false, takeOver: true })
})

test('a role without the right cannot hand over', async () => {
  await db.deleteFrom('role_permission').where('permission', '=', 'tickets.hand_over').execute()
  const yann = await hire('technician', 'Yann Le Goff')
  const { id } = await aTicket(administrator, { leadId: yann.id })
  expect((await show(yann, id)).can).toMatchObject({ assign: false, leave: false })
  expect(await refusal(setLead(yann, id, yann.id, ines.id))).toMatchObject({ code: 'forbidden' })
  expect((await setLead(yann, id, yann.id, null)).lead).toBeNull()
})
