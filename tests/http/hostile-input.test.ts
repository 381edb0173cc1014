import { describe, expect, test } from 'vitest'
import { api } from '../../contract/index.ts'
import type { Route } from '../../contract/route.ts'
import { testApp } from '../app.ts'
import { signInClient } from '../client-session.ts'
import { aContact, aMachine, aTicket, refusal } from '../factories.ts'
import { declared, expectRefusal, fill, guarded, nameOf, requestsTo } from './every-route.fixtures.ts'

const { base, db, administrator } = await testApp()
const send = requestsTo(base)
const marie = await signInClient({ db, base }, await aContact(administrator, { email: 'marie@example.test' }))
/** Returns the cookie of somebody who may call a route. */
const cookieFor = (route: Route) => (route.access === 'client' ? marie.cookie : administrator.cookie)

/** Sends a body unchanged, which no proper client would send. */
async function post(path: string, body: string) {
  const headers = { cookie: administrator.cookie, 'content-type': 'application/json' }
  const answer = await fetch(base + path, { method: 'POST', headers, body })
  return (await answer.json()) as unknown
}

test('text that only looks hostile is stored unchanged', async () => {
  const name = "Robert'); drop table ticket;--"
  const notes = '<script>alert(1)</script> 😀 \u202e'
  expect(await aContact(administrator, { name, notes })).toMatchObject({ name, notes })
  const machine = await aMachine(administrator, { brand: '%_\\' })
  const found = await administrator.call(api.equipment.list, { query: { text: '%_\\' } })
  expect(found.items.map((item) => item.id)).toEqual([machine.id])
})

test.each([
  ['a null character', '\\u0000'],
  ['half of a surrogate pair', '\\ud83d'],
])('%s, which cannot be stored, is refused wherever text goes', async (_, character) => {
  const { id } = await aTicket(administrator)
  const step = { kind: 'answer', visibility: 'public' }
  const bodies: [string, object][] = [
    [api.contacts.create.path, { name: 'a?' }],
    [api.contacts.create.path, { name: 'a', notes: '?' }],
    [api.tickets.create.path, { title: '?', newCaller: { name: 'a', phone: '01' } }],
    [`/api/tickets/${id}/steps`, { ...step, body: '<p>?</p>' }],
  ]
  for (const [path, body] of bodies)
    expect(await post(path, JSON.stringify(body).replace('?', character))).toMatchObject({ code: 'invalid' })
})

test('accents are found however they were typed: composed, or as a letter and its accent', async () => {
  const contact = await aContact(administrator, { name: 'Zoe\u0301 Lefe\u0300vre' })
  expect(contact.name).toBe('Zoé Lefèvre')
  const { items } = await administrator.call(api.contacts.list, { query: { text: 'lefe\u0300vre' } })
  expect(items.map(({ id }) => id)).toEqual([contact.id])
})

test('an id names the same thing in capitals', async () => {
  const contact = await aContact(administrator)
  const id = contact.id.toUpperCase()
  const ticket = await aTicket(administrator, { contactIds: [id, contact.id], leadId: administrator.id.toUpperCase() })
  expect(ticket.contacts).toHaveLength(1)
  expect((await administrator.call(api.tickets.show, { params: { key: ticket.id.toUpperCase() } })).id).toBe(ticket.id)
})

test('an instant in a time zone that PostgreSQL does not know is refused', async () => {
  const { id, version } = await aTicket(administrator)
  const body = { version, dueAt: '2027-01-01T00:00:00+20:00' }
  expect(await refusal(administrator.call(api.tickets.change, { params: { id }, body }))).toMatchObject({
    code: 'invalid',
  })
})

test('a cursor of one order is invalid in another order', async () => {
  await aTicket(administrator)
  await aTicket(administrator)
  for (const [sort, other] of [
    ['updated', 'criticality'],
    ['due', 'number'],
    ['criticality', 'reported'],
  ] as const) {
    const { next } = await administrator.call(api.tickets.list, { query: { sort, limit: 1 } })
    const elsewhere = administrator.call(api.tickets.list, { query: { sort: other, cursor: next ?? '' } })
    expect(await refusal(elsewhere)).toMatchObject({ code: 'invalid' })
  }
})

test.each(['/api/tickets/%zz', '/%', '/api/contacts/%ff'])(
  '%s, an address that is none, is refused like the rest',
  async (path) => {
    const answer = await fetch(base + path)
    expect([400, 401, 404]).toContain(answer.status)
    expect(await answer.json()).toMatchObject({ code: expect.any(String), message: expect.any(String) })
  },
)

describe('with an invalid body', () => {
  const bodies: [string, string][] = [
    ['application/json', ''],
    ['application/json', '{"a":'],
    ['application/json', '[]'],
    ['application/json', 'null'],
    ['application/json', '{"__proto__":{"admin":true}}'],
    ['application/json', `{"title":"${'x'.repeat(3_000_000)}"}`],
    ['application/json; charset=utf-16', '{'],
    ['text/plain', '{}'],
    ['text/html', '<p>'],
    ['application/xml', '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'],
    ['application/x-www-form-urlencoded', 'title=x'],
    ['multipart/form-data; boundary=x', '--x\r\ncontent-disposition: form-data; name="a"\r\n\r\nb\r\n--x--'],
    ['application/octet-stream', '\u0000\u0001\u0002'],
    ['image/png', 'PNG'],
    ['application/cbor', '\u00a0'],
    ['nonsense', '{}'],
  ]
  const { session, portal, organisation, ownSessions, secondFactors, secondStep, samples } = api
  const takingNothing: Route[] = [
    session.remove,
    portal.signOut,
    portal.endOtherSessions,
    organisation.removeLogo,
    ownSessions.endOthers,
    secondFactors.removeTotp,
    secondFactors.startPasskey,
    secondStep.startPasskey,
    samples.fill,
    samples.remove,
  ]
  const taking = declared.filter((route) => route.method !== 'GET' && !takingNothing.includes(route))
  const refusals = ['invalid', 'unsupported_media_type', 'payload_too_large', 'not_found', 'too_many_requests']
  test.each(taking.map((route) => [nameOf(route), route] as const))(
    '%s responds with a documented 4xx',
    async (_, route) => {
      const missing = await send(route, { cookie: cookieFor(route) })
      expectRefusal(missing, ...refusals, ...(route === organisation.setLogo ? ['no_preview'] : []))
      for (const [type, body] of bodies) {
        const answer = await send(route, { cookie: cookieFor(route), body, type })
        expectRefusal(answer, ...refusals, ...(route === organisation.setLogo ? ['no_preview'] : []))
      }
    },
  )
})

describe('with an invalid query', () => {
  const queries = [
    '?limit=-1&sort=password',
    '?cursor=%00&after=%00',
    '?text=%00&before=x',
    '?status=%27&ids=x&lead=%F0%9F',
    '?limit=1e9&text[]=a&text[]=b',
  ]
  const reading = guarded.filter(
    (route) => route.method === 'GET' && route !== api.live.stream && route !== api.portal.live,
  )
  test.each(reading.map((route) => [nameOf(route), route] as const))(
    '%s answers, or a documented 4xx',
    async (_, route) => {
      for (const query of queries) {
        const { status } = await send(route, { path: fill(route).split('?')[0] + query, cookie: cookieFor(route) })
        expect([200, 400, 404]).toContain(status)
      }
    },
  )
})
