import { expect, test } from 'vitest'
import { api } from '../../../contract/index.ts'
import { testApp } from '../../../tests/app.ts'
import { aCompany, aMachine, aSite, aTicket, refusal } from '../../../tests/factories.ts'

const { administrator: lea, hire } = await testApp()
const dupont = await aCompany(lea, { name: 'Dupont Traiteur' })
const roux = await aCompany(lea, { name: 'Cabinet Roux' })
const laboratory = await aSite(lea, {
  companyId: dupont.id,
  name: 'Laboratoire',
  address: '8 impasse Volta',
  access: 'Code 4512, clé chez le gardien',
})
const { version: _, company: __, archived: ___, ...shown } = laboratory

test('agents who work on a ticket see the site of its machine and the access notes', async () => {
  const machine = await aMachine(lea, { companyId: dupont.id, siteId: laboratory.id })
  expect(machine.site).toEqual(shown)
  const ticket = await aTicket(lea, { equipmentIds: [machine.id] })
  expect(ticket.equipment).toMatchObject([{ id: machine.id, site: shown }])
  const elsewhere = await aMachine(lea, { companyId: dupont.id })
  const here = await lea.call(api.equipment.list, { query: { siteId: laboratory.id } })
  expect(here.items.map(({ id }) => id)).toEqual([machine.id])
  expect(elsewhere.site).toBeNull()
})

test('a machine can only stand on a site of its own company', async () => {
  const body = { brand: 'Canon', companyId: roux.id, siteId: laboratory.id }
  expect(await refusal(lea.call(api.equipment.create, { body }))).toMatchObject({
    code: 'invalid',
    details: { fields: [{ path: 'siteId' }] },
  })
  const machine = await aMachine(lea, { companyId: dupont.id, siteId: laboratory.id })
  const { site: _site, company: _company, ...same } = machine
  const moved = { ...same, companyId: roux.id, siteId: laboratory.id }
  const params = { id: machine.id }
  expect(await refusal(lea.call(api.equipment.change, { params, body: moved }))).toMatchObject({ code: 'invalid' })
  const left = await lea.call(api.equipment.change, { params, body: { ...moved, siteId: null } })
  expect(left).toMatchObject({ company: { id: roux.id }, site: null })
})

test('a site moves to another company only while no machine stands there', async () => {
  const site = await aSite(lea, { companyId: dupont.id, name: 'Dépôt' })
  const params = { id: site.id }
  const body = { name: 'Dépôt', companyId: roux.id, version: 1 }
  expect((await lea.call(api.sites.change, { params, body })).company.name).toBe('Cabinet Roux')
  await aMachine(lea, { companyId: roux.id, siteId: site.id })
  const back = { ...body, companyId: dupont.id, version: 2 }
  expect(await refusal(lea.call(api.sites.change, { params, body: back }))).toMatchObject({ code: 'invalid' })
})

test('a site keeps its company, or refuses a machine that arrives while it moves', async () => {
  const site = await aSite(lea, { companyId: dupont.id, name: 'Hangar' })
  const going = { params: { id: site.id }, body: { name: 'Hangar', companyId: roux.id, version: 1 } }
  const coming = { body: { brand: 'Daikin', companyId: dupont.id, siteId: site.id } }
  const outcomes = await Promise.allSettled([lea.call(api.sites.change, going), lea.call(api.equipment.create, coming)])
  const refused = outcomes.filter(({ status }) => status === 'rejected')
  expect(refused).toMatchObject([{ reason: { code: 'invalid' } }])
})

test('the second of two concurrent changes to a site is refused', async () => {
  const site = await aSite(lea, { companyId: dupont.id, name: 'Boutique' })
  const params = { id: site.id }
  const body = { name: 'Boutique', companyId: dupont.id, access: 'Sonner', version: 1 }
  await lea.call(api.sites.change, { params, body })
  expect(await refusal(lea.call(api.sites.change, { params, body }))).toMatchObject({
    code: 'conflict',
    details: { by: 'Léa Martin' },
  })
})

test('an archived site is offered no more, its machine keeps it, and it can be restored', async () => {
  const site = await aSite(lea, { companyId: dupont.id, name: 'Entrepôt' })
  const machine = await aMachine(lea, { companyId: dupont.id, siteId: site.id })
  const params = { id: site.id }
  expect(await lea.call(api.sites.archive, { params })).toMatchObject({ archived: true, version: 2 })
  expect(await refusal(lea.call(api.sites.archive, { params }))).toMatchObject({ code: 'not_found' })
  const offered = async (query: { archived?: 'true' }) =>
    (await lea.call(api.sites.list, { query: { text: 'Entrepôt', ...query } })).items.map(({ id }) => id)
  expect(await offered({})).toEqual([])
  expect(await offered({ archived: 'true' })).toEqual([site.id])
  expect((await lea.call(api.equipment.show, { params: { id: machine.id } })).site?.id).toBe(site.id)
  expect(await lea.call(api.sites.restore, { params })).toMatchObject({ archived: false, version: 3 })
  expect(await offered({})).toEqual([site.id])
})

test('agents with read access only cannot write sites', async () => {
  const reader = await hire('reader', 'Rita Petit')
  expect((await reader.call(api.sites.show, { params: { id: laboratory.id } })).name).toBe('Laboratoire')
  const body = { name: 'x', companyId: dupont.id }
  expect(await refusal(reader.call(api.sites.create, { body }))).toMatchObject({ code: 'forbidden' })
})
