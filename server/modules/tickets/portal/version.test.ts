import { expect, test } from 'vitest'
import { api } from '../../../../contract/index.ts'
import { testApp } from '../../../../tests/app.ts'
import { signInClient } from '../../../../tests/client-session.ts'
import { aContact, aTicket, refusal } from '../../../../tests/factories.ts'

const guichet = await testApp()
const { administrator } = guichet
const of = (id: string) => ({ params: { id } })

async function aFollowedTicket() {
  const contact = await aContact(administrator, { email: `${crypto.randomUUID()}@client.test` })
  const marie = await signInClient(guichet, contact)
  const { id, version } = await aTicket(administrator, { contactIds: [contact.id] })
  const seen = async () => (await marie.call(api.portal.show, { params: { key: id } })).version
  return { id, version, marie, seen }
}

test('internal changes do not increase the version for clients', async () => {
  const { id, version, seen } = await aFollowedTicket()
  const before = await seen()
  const inside = { kind: 'information', visibility: 'internal', body: 'Client pénible' } as const
  const noted = await administrator.call(api.tickets.addStep, { ...of(id), body: inside })
  const ranked = await administrator.call(api.tickets.change, {
    ...of(id),
    body: { version: noted.version, priority: 'urgent' },
  })
  await administrator.call(api.tickets.undo, { ...of(id), body: { since: noted.version, version: ranked.version } })
  expect(await seen()).toBe(before)
  expect(version).toBeLessThan(ranked.version)
})

test('a public answer increases the version by one', async () => {
  const { id, seen } = await aFollowedTicket()
  const before = await seen()
  const answer = { kind: 'answer', visibility: 'public', body: 'Nous venons demain.' } as const
  await administrator.call(api.tickets.addStep, { ...of(id), body: answer })
  expect(await seen()).toBe(before + 1)
})

test('a decision conflicts with a concurrent change of status, and with no other news', async () => {
  const { id, version, marie, seen } = await aFollowedTicket()
  const read = await seen()
  const inside = { kind: 'information', visibility: 'internal', body: 'x' } as const
  await administrator.call(api.tickets.addStep, { ...of(id), body: inside })
  const resolving = { to: 'resolved', version: version + 1, note: '<p>Réparé.</p>' } as const
  await administrator.call(api.tickets.setStatus, { ...of(id), body: resolving })
  const cancel = { to: 'cancelled', note: 'Plus besoin', version: read } as const
  expect(await refusal(marie.call(api.portal.setStatus, { ...of(id), body: cancel }))).toMatchObject({
    code: 'conflict',
    details: { fields: ['status'], by: 'Léa Martin' },
  })
  const contested = { to: 'disputed', note: 'Toujours en panne', version: await seen() } as const
  expect(await marie.call(api.portal.setStatus, { ...of(id), body: contested })).toMatchObject({ status: 'disputed' })

  const other = await aFollowedTicket()
  const before = await other.seen()
  const said = { kind: 'information', visibility: 'public', body: 'Pièce commandée.' } as const
  await administrator.call(api.tickets.addStep, { ...of(other.id), body: said })
  const after = { ...cancel, version: before }
  expect(await other.marie.call(api.portal.setStatus, { ...of(other.id), body: after })).toMatchObject({
    status: 'cancelled',
  })
})
