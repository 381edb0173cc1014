import { expect, test } from 'vitest'
import { api } from '../../contract/index.ts'
import { testApp } from '../app.ts'
import { aContact, aMachine, aTicket, refusal } from '../factories.ts'

const { base, administrator } = await testApp()

/** Sent as it stands: what no well-behaved client would make. */
async function post(path: string, body: string) {
  const headers = { cookie: administrator.cookie, 'content-type': 'application/json' }
  const answer = await fetch(base + path, { method: 'POST', headers, body })
  return (await answer.json()) as unknown
}

test('text that only looks hostile is kept as it is', async () => {
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

test('a place in one order of the list is none in another order', async () => {
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
