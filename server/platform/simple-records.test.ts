import { expect, test } from 'vitest'
import { api } from '../../contract/index.ts'
import { testApp } from '../../tests/app.ts'
import { aCompany, aContact, aMachine, refusal } from '../../tests/factories.ts'

const { db, administrator, hire } = await testApp()
const sonia = await hire('operator', 'Sonia Roux')

async function lastChanges(id: string) {
  const { data } = await db
    .selectFrom('event')
    .select('data')
    .where('subject_id', '=', id)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  return (data as { changes?: unknown }).changes
}

test('the event of a change contains the old and new values of changed fields only', async () => {
  const { id: companyId, name } = await aCompany(administrator)
  const contact = await aContact(administrator, { name: 'Marie Dupont', phone: '02 41 88 12 40' })
  const body = { name: 'Marie Martin', phone: contact.phone ?? '', companyId, version: 1 }
  await sonia.call(api.contacts.change, { params: { id: contact.id }, body })
  expect(await lastChanges(contact.id)).toEqual([
    { field: 'name', from: 'Marie Dupont', to: 'Marie Martin' },
    { field: 'company', from: null, to: { id: companyId, name } },
  ])
})

test('a change based on an older version is refused with the name of the first editor', async () => {
  const machine = await aMachine(administrator)
  const params = { id: machine.id }
  await sonia.call(api.equipment.change, { params, body: { brand: 'Frisquet', location: 'cave', version: 1 } })
  const late = administrator.call(api.equipment.change, { params, body: { brand: 'Saunier', version: 1 } })
  expect(await refusal(late)).toMatchObject({ code: 'conflict', details: { by: 'Sonia Roux' } })
  expect(await administrator.call(api.equipment.show, { params })).toMatchObject({ brand: 'Frisquet', version: 2 })
})

test('one of two concurrent changes to a version is refused', async () => {
  const { id } = await administrator.call(api.projects.create, { body: { name: 'Fibre' } })
  const rename = (name: string) =>
    administrator.call(api.projects.change, { params: { id }, body: { name, version: 1 } })
  const outcomes = await Promise.allSettled([rename('Un'), rename('Deux'), rename('Trois')])
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
})
