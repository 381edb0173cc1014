import { beforeAll, expect, test } from 'vitest'
import { api } from '../../../contract/index.ts'
import { testApp } from '../../../tests/app.ts'
import { aCompany, aContact, aMachine, aSite } from '../../../tests/factories.ts'

const { administrator: lea } = await testApp()

beforeAll(async () => {
  const address = '12 rue du Mail\n49100 Angers'
  const dupont = await aCompany(lea, {
    name: 'Dupont Traiteur',
    phone: '02 41 88 12 00',
    address,
    externalRef: 'C-204',
  })
  await aContact(lea, { name: 'Marie Dupont', phone: '', mobile: '+33 6 07 08 09 10', companyId: dupont.id })
  await aMachine(lea, { companyId: dupont.id, serialNumber: '8F31-2207', location: 'atelier' })
  await lea.call(api.projects.create, { body: { name: 'Rénovation chaufferie 2027', companyId: dupont.id } })
  await aSite(lea, { companyId: dupont.id, name: 'Laboratoire', address: '8 impasse Volta\n49124 Saint-Barthélemy' })
  const school = await aCompany(lea, { name: 'École Jean-Moulin', phone: '02 99 00 11 22' })
  await aContact(lea, { name: 'Zoé Lefèvre', phone: '02 99 00 11 23', companyId: school.id })
  await aMachine(lea, { brand: 'Grundfos', model: 'Magna3 40-120', companyId: school.id })
  await lea.call(api.projects.create, { body: { name: 'Salle informatique', companyId: school.id } })
})

const find = {
  contacts: async (text: string) => (await lea.call(api.contacts.list, { query: { text } })).items.map((c) => c.name),
  companies: async (text: string) => (await lea.call(api.companies.list, { query: { text } })).items.map((c) => c.name),
  equipment: async (text: string) =>
    (await lea.call(api.equipment.list, { query: { text } })).items.map((e) => e.brand),
  sites: async (text: string) => (await lea.call(api.sites.list, { query: { text } })).items.map((s) => s.name),
  projects: async (text: string) => (await lea.call(api.projects.list, { query: { text } })).items.map((p) => p.name),
}

test.each([
  ['contacts', 'without accents', 'LEFEVRE', ['Zoé Lefèvre']],
  ['contacts', 'with a typing mistake in their company', 'dupnt', ['Marie Dupont']],
  ['contacts', 'by digits in another grouping', '0607 0809', ['Marie Dupont']],
  ['contacts', 'by their company’s number', '02.41.88', ['Marie Dupont']],
  ['contacts', 'by a company and a name', 'traiteur marie', ['Marie Dupont']],
  ['companies', 'without accents', 'ecole', ['École Jean-Moulin']],
  ['companies', 'with a typing mistake', 'traitteur', ['Dupont Traiteur']],
  ['companies', 'by digits in another grouping', '0299 001 122', ['École Jean-Moulin']],
  ['companies', 'by their address', 'mail 49100', ['Dupont Traiteur']],
  ['companies', 'by their reference', 'c-204', ['Dupont Traiteur']],
  ['equipment', 'with a typing mistake', 'hidromotrix', ['Frisquet']],
  ['equipment', 'by the number of a model', '40-120', ['Grundfos']],
  ['equipment', 'by a piece of serial number', '2207', ['Frisquet']],
  ['equipment', 'by a typing mistake in its owner’s name', 'dupnt', ['Frisquet']],
  ['equipment', 'by its owner’s number', '+33 2 99 00', ['Grundfos']],
  ['sites', 'by their name, with a typing mistake', 'labratoire', ['Laboratoire']],
  ['sites', 'by their address', 'volta 49124', ['Laboratoire']],
  ['sites', 'by their company’s name', 'dupont traiteur', ['Laboratoire']],
  ['projects', 'without accents', 'renovation', ['Rénovation chaufferie 2027']],
  ['projects', 'with a typing mistake', 'infromatique', ['Salle informatique']],
  ['projects', 'by a year', '2027', ['Rénovation chaufferie 2027']],
  ['projects', 'by a client’s number', '02 99', ['Salle informatique']],
] as const)('%s are found %s', async (kind, _, text, names) => {
  expect(await find[kind](text)).toEqual(names)
})

test.each(Object.keys(find) as (keyof typeof find)[])('%s: returns nothing for text without a match', async (kind) => {
  expect(await find[kind]('xyzzy')).toEqual([])
  expect(await find[kind]('%')).toEqual([])
})
