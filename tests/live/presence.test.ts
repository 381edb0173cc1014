import { expect, test } from 'vitest'
import { api } from '../../contract/index.ts'
import { type Person, testApp } from '../app.ts'
import { signInClient } from '../client-session.ts'
import { aContact, aTicket, refusal } from '../factories.ts'
import { type Heard, type LiveStream, listen } from '../live-stream.ts'

const guichet = await testApp()
const { db, base, administrator, hire } = guichet
await db.updateTable('role').set({ sight: 'own' }).where('name', '=', 'operator').execute()
const claire = await hire('technician', 'Claire Morel')
const malik = await hire('technician', 'Malik Haddad')
/** Agent who sees unclaimed tickets and those that she is on. */
const zoe = await hire('operator', 'Zoé Petit')

type Doing = 'looking' | 'typing' | 'left'
const tell = (by: Person, id: string, doing: Doing, page = `page-${by.id}`) =>
  by.call(api.presence.tell, { params: { id }, body: { page, doing } })
const isPresence = ({ event }: Heard) => event === 'presence'
const told = (stream: LiveStream) => stream.heard.filter(isPresence).map(({ data }) => data)
/** Later news, after which what was not heard will not be. */
async function settle(stream: LiveStream) {
  const { id } = await aContact(administrator)
  await stream.waitFor(({ data }) => data.id === id)
}

test('an agent who opens a ticket gets who is there, and news of typing and leaving within a second', async () => {
  const { id } = await aTicket(administrator)
  await tell(claire, id, 'looking')
  const stream = await listen(base, malik)
  expect(await tell(malik, id, 'looking')).toEqual({
    others: [{ agent: { id: claire.id, name: 'Claire Morel' }, doing: 'looking' }],
  })
  const start = performance.now()
  await tell(claire, id, 'typing')
  await stream.waitFor(({ data }) => data.doing === 'typing')
  expect(performance.now() - start).toBeLessThan(1_000)
  await tell(claire, id, 'left')
  await stream.waitFor(({ data }) => data.doing === 'left')
  expect(await tell(malik, id, 'looking')).toEqual({ others: [] })
  expect(told(stream)[0]).toEqual({ id, agent: { id: claire.id, name: 'Claire Morel' }, doing: 'typing' })
  stream.cut()
})

test('presence has no id, so that catching up on news is unaffected', async () => {
  const { id } = await aTicket(administrator)
  const stream = await listen(base, malik)
  await tell(malik, id, 'looking')
  await tell(claire, id, 'typing')
  const heard = await stream.waitFor(isPresence)
  expect(heard.id).toBeNaN()
  stream.cut()
})

test('presence writes nothing and leaves the ticket unchanged', async () => {
  const { id } = await aTicket(administrator)
  const count = () =>
    db
      .selectFrom('event')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .executeTakeFirst()
  const before = await count()
  for (const doing of ['looking', 'typing', 'left'] as const) await tell(claire, id, doing)
  expect(await count()).toEqual(before)
  expect((await claire.call(api.tickets.show, { params: { key: id } })).version).toBe(1)
})

test('only other agents on that ticket get presence', async () => {
  const [here, elsewhere] = [await aTicket(administrator), await aTicket(administrator)]
  const streams = [await listen(base, malik), await listen(base, claire)] as const
  await tell(malik, elsewhere.id, 'looking')
  await tell(claire, here.id, 'typing')
  for (const stream of streams) await settle(stream)
  expect(streams.map(told)).toEqual([[], []])
  for (const stream of streams) stream.cut()
})

test('an agent without sight of a ticket neither has nor gets presence on it', async () => {
  const { id } = await aTicket(administrator)
  const stream = await listen(base, zoe)
  await tell(zoe, id, 'looking')
  await tell(claire, id, 'looking')
  await stream.waitFor(isPresence)
  await claire.call(api.tickets.setLead, { params: { id }, body: { from: null, to: claire.id } })
  await settleFor(stream)
  const before = told(stream).length
  await tell(claire, id, 'typing')
  await settleFor(stream)
  expect(told(stream)).toHaveLength(before)
  expect(await refusal(tell(zoe, id, 'typing'))).toMatchObject({ code: 'not_found' })
  stream.cut()
})

/** Waits for presence to settle, for an agent who sees tickets only by being on them. */
async function settleFor(stream: LiveStream) {
  const { id } = await aTicket(administrator)
  await stream.waitFor(({ data }) => data.id === id)
}

test('a client never learns that an agent looks or types', async () => {
  const marie = await signInClient(guichet, await aContact(administrator, { email: 'marie@example.test' }))
  const ticket = await aTicket(administrator, { contactIds: [marie.id] })
  const stream = await listen(base, marie, undefined, api.portal.live.path)
  for (const doing of ['looking', 'typing', 'left'] as const) await tell(claire, ticket.id, doing)
  const body = { kind: 'answer', visibility: 'public', body: '<p>Jeudi</p>' } as const
  await claire.call(api.tickets.addStep, { params: { id: ticket.id }, body })
  await stream.waitFor(({ event, data }) => event === 'news' && data.id === ticket.id)
  expect(told(stream)).toEqual([])
  expect(JSON.stringify(stream.heard)).not.toContain(claire.id)
  stream.cut()
})
