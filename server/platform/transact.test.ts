import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { api } from '../../contract/index.ts'
import { testApp } from '../../tests/app.ts'
import { refusal } from '../../tests/factories.ts'

const { administrator } = await testApp()
const { call } = administrator

test('a taken reference is refused, even for two concurrent requests', async () => {
  const creations = [
    () => call(api.contacts.create, { body: { name: 'x', externalRef: 'G-1' } }),
    () => call(api.companies.create, { body: { name: 'x', externalRef: 'G-1' } }),
    () => call(api.equipment.create, { body: { brand: 'x', externalRef: 'G-1' } }),
    () => call(api.projects.create, { body: { name: 'x', externalRef: 'G-1' } }),
  ]
  for (const create of creations) {
    const outcomes = await Promise.allSettled([create(), create(), create()])
    const refused = outcomes.filter((outcome) => outcome.status === 'rejected').map(({ reason }) => reason)
    expect(refused).toHaveLength(2)
    for (const reason of refused)
      expect(reason).toMatchObject({ code: 'conflict', details: { fields: ['externalRef'], by: null } })
  }
})

test('a change to a taken reference is refused, and one to its own reference is not', async () => {
  await call(api.projects.create, { body: { name: 'Un', externalRef: 'P-1' } })
  const { id } = await call(api.projects.create, { body: { name: 'Deux', externalRef: 'P-2' } })
  const params = { id }
  const body = { name: 'Deux', version: 1, externalRef: 'P-2' }
  expect(await call(api.projects.change, { params, body })).toMatchObject({ version: 2 })
  const taken = call(api.projects.change, { params, body: { ...body, version: 2, externalRef: 'P-1' } })
  expect(await refusal(taken)).toMatchObject({ code: 'conflict', details: { fields: ['externalRef'] } })
})

test('a company or team that does not exist is not found', async () => {
  const companyId = randomUUID()
  const missing = [
    call(api.contacts.create, { body: { name: 'x', companyId } }),
    call(api.equipment.create, { body: { brand: 'x', companyId } }),
    call(api.projects.create, { body: { name: 'x', companyId } }),
    call(api.agents.change, { params: { id: administrator.id }, body: { teamIds: [randomUUID()] } }),
  ]
  for (const refused of await Promise.all(missing.map(refusal))) expect(refused).toMatchObject({ code: 'not_found' })
})

test('a repeated creation gets its first response, although it took the reference itself', async () => {
  const idempotencyKey = randomUUID()
  const create = () => call(api.contacts.create, { body: { name: 'x', externalRef: 'G-2' } }, { idempotencyKey })
  expect(await create()).toEqual(await create())
})

test('a key can be used again after a refusal, and belongs to one agent only', async () => {
  const idempotencyKey = randomUUID()
  const named = (name: string) => call(api.teams.create, { body: { name } }, { idempotencyKey })
  await call(api.teams.create, { body: { name: 'Pris' } })
  expect(await refusal(named('Pris'))).toMatchObject({ code: 'name_taken' })
  const { id } = await named('Libre')
  expect(await named('Libre')).toEqual({ id })
  expect(await refusal(named('Autre'))).toMatchObject({ code: 'idempotency_mismatch', details: { first: { id } } })
})
