import { expect, test } from 'vitest'
import { testApp } from '../../../../tests/app.ts'
import { aCompany, aContact, aProject, aTicket, setProjectContacts } from '../../../../tests/factories.ts'
import { loadClient } from '../../portal/load-client.ts'
import { visibleTo } from '../rights/policy.ts'

const { db, administrator: by } = await testApp()

test('an anomaly lists the clients who can read it, and which of them are mailed', async () => {
  const company = await aCompany(by, { name: 'Dupont SA' })
  const other = await aCompany(by, { name: 'Martin SARL' })
  const anne = await aContact(by, { name: 'Anne', companyId: company.id, email: 'anne@dupont.test' })
  const boss = await aContact(by, { name: 'Brice', companyId: company.id, email: 'b@dupont.test', supervisor: true })
  const carl = await aContact(by, { name: 'Carl', companyId: other.id, email: null, phone: '06 01 02 03 04' })
  const dora = await aContact(by, { name: 'Dora', companyId: other.id, email: 'dora@martin.test' })
  await aContact(by, { name: 'Émile', companyId: other.id, email: 'emile@martin.test', supervisor: true })
  const project = await aProject(by, { companyId: company.id })
  await setProjectContacts(by, project.id, [dora.id])
  const ticket = await aTicket(by, {
    kind: 'anomaly',
    projectId: project.id,
    contactIds: [anne.id],
    reporterContactId: carl.id,
  })
  expect(ticket.readers.people.map(({ name, via, mailed, company }) => [name, via, mailed, company?.name])).toEqual([
    ['Anne', 'concerned', true, 'Dupont SA'],
    ['Carl', 'reporter', false, 'Martin SARL'],
    ['Brice', 'supervisor', false, 'Dupont SA'],
    ['Dora', 'project', false, 'Martin SARL'],
  ])
  expect(ticket.readers).toMatchObject({ count: 4, mailed: 1 })

  // The policy of the portal must select the same people.
  const contacts = await db.selectFrom('contact').select('id').execute()
  const reading = []
  for (const { id } of contacts) {
    const client = await loadClient(db, id)
    const seen = client && (await db.selectFrom('ticket').select('id').where(visibleTo(client)).execute())
    if (seen?.some((row) => row.id === ticket.id)) reading.push(id)
  }
  expect(new Set(reading)).toEqual(new Set([anne, boss, carl, dora].map(({ id }) => id)))
})

test('readers beyond twenty are counted', async () => {
  const company = await aCompany(by, { name: 'Grande SA' })
  const anne = await aContact(by, { name: 'Anne', companyId: company.id })
  for (let number = 0; number < 25; number += 1)
    await aContact(by, { name: `Responsable ${number}`, companyId: company.id, supervisor: true })
  const { readers } = await aTicket(by, { contactIds: [anne.id] })
  expect(readers.people).toHaveLength(20)
  expect(readers.count).toBe(26)
})
