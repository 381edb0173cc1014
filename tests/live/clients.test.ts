import { expect, test } from 'vitest'
import { api } from '../../contract/index.ts'
import { testApp } from '../app.ts'
import { signInClient } from '../client-session.ts'
import { aCompany, aContact, aTicket } from '../factories.ts'
import { listen } from '../live-stream.ts'

const guichet = await testApp()
const { base, administrator } = guichet
let made = 0
const signedIn = async (fields = {}) =>
  signInClient(guichet, await aContact(administrator, { email: `live${++made}@example.test`, ...fields }))
const hear = (who: { cookie: string }, after?: string) => listen(base, who, after, api.portal.live.path)
const news = (stream: Awaited<ReturnType<typeof hear>>) =>
  stream.heard.filter(({ event }) => event === 'news').map(({ data }) => data)
const of = (id: string) => ({ params: { id } })

test('a client gets news of their own tickets only, without content and of nothing internal', async () => {
  const { id: companyId } = await aCompany(administrator)
  const [marie, chief, paul] = [
    await signedIn({ companyId }),
    await signedIn({ companyId, supervisor: true }),
    await signedIn(),
  ]
  const streams = [await hear(marie), await hear(chief), await hear(paul)] as const
  const ticket = await aTicket(administrator, { contactIds: [marie.id] })
  const inside = { kind: 'information', visibility: 'internal', body: 'x' } as const
  await administrator.call(api.tickets.addStep, { ...of(ticket.id), body: inside })
  await administrator.call(api.tickets.change, {
    ...of(ticket.id),
    body: { version: 2, priority: 'urgent', tags: ['a'] },
  })
  await administrator.call(api.tickets.setAssignees, {
    ...of(ticket.id),
    body: { version: 3, agentIds: [administrator.id] },
  })
  await administrator.call(api.tickets.change, { ...of(ticket.id), body: { version: 4, title: 'Autre titre' } })
  const last = await aTicket(administrator, { contactIds: [marie.id, paul.id] })
  for (const stream of streams) await stream.waitFor(({ data }) => data.id === last.id)
  const about = (id: string) => ({ subject: 'ticket', id })
  const both = [about(ticket.id), about(ticket.id), about(last.id)]
  expect(streams.map(news)).toEqual([both, both, [about(last.id)]])
  for (const stream of streams) stream.cut()
  const first = streams[2].heard[0]?.place
  const again = await hear(paul, first)
  await again.waitFor(({ data }) => data.id === last.id)
  expect(news(again)).toEqual([about(last.id)])
  again.cut()
})

test('positions of a client’s stream are opaque, and an invalid one starts again', async () => {
  const marie = await signedIn()
  const stream = await hear(marie)
  await aTicket(administrator)
  const ticket = await aTicket(administrator, { contactIds: [marie.id] })
  const told = await stream.waitFor(({ data }) => data.id === ticket.id)
  const places = stream.heard.flatMap(({ place }) => (place ? [place] : []))
  expect(places).toHaveLength(2)
  for (const place of places) expect(place).toMatch(/^v1\.[\w.-]{60,}$/)
  expect(new Set(places.map(({ length }) => length)).size).toBe(1)
  stream.cut()
  for (const place of ['7', 'v1.zzz.zzz', (told.place ?? '').slice(0, -4)]) {
    const again = await hear(marie, place)
    await again.waitFor(({ event }) => event === 'reset')
    again.cut()
  }
})

test('clients who saw a ticket until this change get its news, too, the former supervisor included', async () => {
  const [before, after] = [await aCompany(administrator), await aCompany(administrator, { name: 'Autre' })]
  const [marie, chief] = [
    await signedIn({ companyId: before.id }),
    await signedIn({ companyId: before.id, supervisor: true }),
  ]
  const other = await aContact(administrator, { companyId: after.id })
  const ticket = await aTicket(administrator, { contactIds: [marie.id], reporterContactId: other.id })
  const streams = [await hear(marie), await hear(chief)] as const
  await administrator.call(api.tickets.change, { ...of(ticket.id), body: { version: 1, contactIds: [other.id] } })
  for (const stream of streams) await stream.waitFor(({ data }) => data.id === ticket.id)
  for (const stream of streams) stream.cut()
})

test('a stream ends with its session', async () => {
  const marie = await signedIn()
  const stream = await hear(marie)
  await marie.call(api.portal.signOut, {})
  await stream.waitFor(({ event }) => event === 'bye')
})
