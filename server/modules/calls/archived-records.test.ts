import { expect, test } from 'vitest'
import { api } from '../../../contract/index.ts'
import { testApp } from '../../../tests/app.ts'
import { signInClient } from '../../../tests/client-session.ts'
import { aCompany, aContact, aMachine, aProject, aTicket, refusal } from '../../../tests/factories.ts'

const { db, base, administrator: by, hire } = await testApp()

type Listed = { items: { id: string }[] }
const listed = async (list: Promise<Listed>) => (await list).items.map(({ id }) => id)

test('archived records are not suggested, but a filter finds them and they can be restored', async () => {
  const company = await aCompany(by, { name: 'Zéphyr' })
  const kinds = [
    { routes: api.companies, id: company.id },
    { routes: api.contacts, id: (await aContact(by, { name: 'Zénon', companyId: company.id })).id },
    { routes: api.equipment, id: (await aMachine(by, { brand: 'Zodiac' })).id },
    { routes: api.projects, id: (await aProject(by, { name: 'Zone' })).id },
  ] as const
  for (const { routes, id } of kinds) {
    const list = (archived?: 'true') => listed(by.call(routes.list, { query: { archived } }))
    const archived = await by.call(routes.archive, { params: { id } })
    expect(archived).toMatchObject({ archived: true, version: 2 })
    expect(await list()).not.toContain(id)
    expect(await list('true')).toContain(id)
    expect((await refusal(by.call(routes.archive, { params: { id } }))).code).toBe('not_found')
    expect(await by.call(routes.restore, { params: { id } })).toMatchObject({ archived: false, version: 3 })
    expect(await list()).toContain(id)
  }
})

test('an archived contact is not suggested as a caller, and stays on their tickets', async () => {
  const marie = await aContact(by, { name: 'Marie Quincampoix' })
  const ticket = await aTicket(by, { contactIds: [marie.id] })
  const callers = async () =>
    (await by.call(api.contacts.callers, { query: { text: 'quincampoix' } })).items.map(({ contactId }) => contactId)
  expect(await callers()).toEqual([marie.id])
  await by.call(api.contacts.archive, { params: { id: marie.id } })
  expect(await callers()).toEqual([])
  const { contacts } = await by.call(api.tickets.show, { params: { key: ticket.id } })
  expect(contacts.map(({ id }) => id)).toEqual([marie.id])
})

test('clients are not offered archived machines and projects of their company', async () => {
  const company = await aCompany(by, { name: 'Dupré' })
  const client = await aContact(by, { companyId: company.id, email: 'dupre@example.test' })
  const machine = await aMachine(by, { companyId: company.id })
  const project = await aProject(by, { companyId: company.id })
  const { call } = await signInClient({ db, base }, client)
  const offered = async () => [
    ...(await listed(call(api.portal.equipment, { query: {} }))),
    ...(await listed(call(api.portal.projects, {}))),
  ]
  expect(await offered()).toEqual([machine.id, project.id])
  await by.call(api.equipment.archive, { params: { id: machine.id } })
  await by.call(api.projects.archive, { params: { id: project.id } })
  expect(await offered()).toEqual([])
})

test('lists are paged in either order and can be filtered by kind', async () => {
  const names = ['Prospect B', 'Prospect A', 'Prospect C']
  for (const name of names) await aCompany(by, { name, kind: 'prospect' })
  const read = async (sort: 'name' | 'newest') => {
    const found: string[] = []
    for (let after: string | undefined; ; ) {
      const page = await by.call(api.companies.list, { query: { kind: 'prospect', sort, limit: 2, after } })
      found.push(...page.items.map(({ name }) => name))
      if (page.next === null) return found
      after = page.next
    }
  }
  expect(await read('name')).toEqual(['Prospect A', 'Prospect B', 'Prospect C'])
  expect(await read('newest')).toEqual([...names].reverse())
})

test('agents with read access only cannot archive', async () => {
  const reader = await hire('reader')
  const { id } = await aCompany(by)
  expect((await refusal(reader.call(api.companies.archive, { params: { id } }))).code).toBe('forbidden')
})
