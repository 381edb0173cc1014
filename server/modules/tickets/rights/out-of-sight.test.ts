import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { api } from '../../../../contract/index.ts'
import { type Person, testApp } from '../../../../tests/app.ts'
import { aTicket, refusal } from '../../../../tests/factories.ts'

const { db, administrator, hire } = await testApp()
let karim: Person
let teamId: string
let otherTeamId: string

/** Karim sees his team's tickets and his own. */
beforeAll(async () => {
  await db.updateTable('role').set({ sight: 'teams' }).where('name', '=', 'operator').execute()
  karim = await hire('operator', 'Karim Benali')
  const team = (name: string) => administrator.call(api.teams.create, { body: { name } })
  teamId = (await team('Chauffage')).id
  otherTeamId = (await team('Informatique')).id
  await administrator.call(api.agents.change, { params: { id: karim.id }, body: { teamIds: [teamId] } })
})

const isGone = (id: string) => refusal(karim.call(api.tickets.show, { params: { key: id } }))

test('an agent who hands a ticket to another team loses sight of it', async () => {
  const { id } = await aTicket(administrator, { teamId })
  const moved = await karim.call(api.tickets.change, { params: { id }, body: { version: 1, teamId: otherTeamId } })
  expect(moved.team?.name).toBe('Informatique')
  expect(await isGone(id)).toMatchObject({ code: 'not_found' })
})

test('an agent who releases a ticket of another team loses sight of it', async () => {
  const { id } = await aTicket(administrator, { teamId: otherTeamId, leadId: karim.id })
  const released = await karim.call(api.tickets.setLead, { params: { id }, body: { from: karim.id, to: null } })
  expect(released).toMatchObject({ lead: null, assignees: [] })
  expect(await isGone(id)).toMatchObject({ code: 'not_found' })
})

test('agents can remove themselves from a ticket that they do not see afterwards', async () => {
  const { id } = await aTicket(administrator, { assigneeIds: [karim.id] })
  const after = await karim.call(api.tickets.setAssignees, { params: { id }, body: { version: 1, agentIds: [] } })
  expect(after.assignees).toEqual([])
  expect(await isGone(id)).toMatchObject({ code: 'not_found' })
})

test('a repeated change gets a response by the current rights', async () => {
  const { id } = await aTicket(administrator, { teamId })
  const repeated = (body: { version: number; title?: string; teamId?: string }) => {
    const idempotencyKey = randomUUID()
    return () => karim.call(api.tickets.change, { params: { id }, body }, { idempotencyKey })
  }
  const rename = repeated({ version: 1, title: 'Chaudière froide' })
  await rename()
  expect(await rename()).toMatchObject({ id, title: 'Chaudière froide', version: 2 })
  const hand = repeated({ version: 2, teamId: otherTeamId })
  await hand()
  expect(await refusal(hand())).toMatchObject({ code: 'not_found' })
  expect(await refusal(rename())).toMatchObject({ code: 'not_found' })
  const stored = await db.selectFrom('idempotency_key').select('reply').where('actor_id', '=', karim.id).execute()
  expect(stored.map(({ reply }) => JSON.parse(reply))).toEqual([{ id }, { id }])
})
