import { expect, test } from 'vitest'
import { api } from '../../../contract/index.ts'
import { testApp } from '../../../tests/app.ts'
import { aTicket, refusal } from '../../../tests/factories.ts'

const { db, base, administrator, hire } = await testApp()
const { call } = administrator

async function count(key: string, agentId: string) {
  const answer = await fetch(`${base}${api.count.show.path}?agentId=${agentId}`, {
    headers: { authorization: `Bearer ${key}` },
  })
  return {
    status: answer.status,
    ...((await answer.json()) as { toHandle?: object; late?: object; unclaimed?: object }),
  }
}

test('a key lets another program count an agent’s tickets to handle, and nothing else', async () => {
  const karim = await hire('technician')
  const { key } = await call(api.apiKeys.create, { body: { name: 'Tableau de bord' } })
  await aTicket(administrator, { leadId: karim.id, assigneeIds: [karim.id], dueAt: '2026-01-01T00:00:00Z' })
  await aTicket(administrator, { leadId: karim.id, assigneeIds: [karim.id] })
  await aTicket(administrator)
  expect(await count(key, karim.id)).toMatchObject({
    status: 200,
    toHandle: { count: 2, capped: false },
    late: { count: 1 },
    unclaimed: { count: 1 },
  })
  const list = await fetch(`${base}/api/tickets`, { headers: { authorization: `Bearer ${key}` } })
  expect(list.status).toBe(401)
  const [kept] = (await call(api.apiKeys.list, {})).items
  expect(kept).toMatchObject({ name: 'Tableau de bord', ending: key.slice(-4), lastUsedAt: expect.any(String) })
})

test('an unknown, malformed or revoked key is refused', async () => {
  const { id, key } = await call(api.apiKeys.create, { body: { name: 'Ancienne' } })
  expect((await count('gk_'.padEnd(46, 'x'), administrator.id)).status).toBe(401)
  expect((await count(key, id)).status).toBe(404)
  await call(api.apiKeys.remove, { params: { id } })
  expect((await count(key, administrator.id)).status).toBe(401)
  expect((await refusal(call(api.apiKeys.remove, { params: { id } }))).code).toBe('not_found')
})

test('a key expires', async () => {
  const { id, key } = await call(api.apiKeys.create, { body: { name: 'Courte', days: 30 } })
  expect((await count(key, administrator.id)).status).toBe(200)
  await db.updateTable('api_key').set({ expires_at: '2026-01-01T00:00:00Z' }).where('id', '=', id).execute()
  expect((await count(key, administrator.id)).status).toBe(401)
  expect((await call(api.apiKeys.list, {})).items[0]).toMatchObject({
    name: 'Courte',
    owner: 'Léa Martin',
    isEnded: true,
  })
})

test('a key dies with its owner’s account, or their right to make keys', async () => {
  const ends = [{ disabled: true }, { role: 'operator' as const }]
  for (const change of ends) {
    const owner = await hire('administrator')
    const { key } = await owner.call(api.apiKeys.create, { body: { name: 'Sienne' } })
    expect((await count(key, administrator.id)).status).toBe(200)
    await call(api.agents.change, { params: { id: owner.id }, body: change })
    expect((await count(key, administrator.id)).status).toBe(401)
  }
})
