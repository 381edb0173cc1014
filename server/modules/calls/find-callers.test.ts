import { beforeAll, expect, test } from 'vitest'
import { api } from '../../../contract/index.ts'
import { testApp } from '../../../tests/app.ts'
import { aCompany, aContact, aMachine, aTicket } from '../../../tests/factories.ts'

const { administrator, hire } = await testApp()
const sonia = await hire('operator')

beforeAll(async () => {
  const dupont = await aCompany(sonia, { name: 'Dupont Traiteur', phone: '02 41 88 12 00' })
  await aContact(sonia, { name: 'Marie Dupont', phone: '02 41 88 12 40', companyId: dupont.id })
  await aContact(sonia, { name: 'Marc Dupont', mobile: '+33 6 07 08 09 10', phone: '', companyId: dupont.id })
  const machine = await aMachine(sonia, { companyId: dupont.id, serialNumber: '8F31-2207', location: 'atelier' })
  await aTicket(sonia, { equipmentIds: [machine.id] })
  const school = await aCompany(sonia, { name: 'École Jean-Moulin' })
  await aContact(sonia, { name: 'Zoé Lefèvre', phone: '0041223344556', companyId: school.id })
  await aMachine(sonia, { brand: 'Grundfos', model: 'Magna3 40-120', companyId: school.id })
  await aContact(sonia, { name: 'Paul Seul', email: 'paul@seul.example', phone: '01.02.03.04.05' })
})

const found = async (text: string) =>
  (await sonia.call(api.contacts.callers, { query: { text } })).items.map((c) => c.name)

test.each([
  ['a name', 'lefevre', ['Zoé Lefèvre']],
  ['capitals and accents', 'LEFEVRE zoe', ['Zoé Lefèvre']],
  ['a typing mistake', 'lefvre', ['Zoé Lefèvre']],
  ['half a name and half a number', 'dupon 0241', ['Marie Dupont', 'Marc Dupont']],
  ['a model’s number as it is written', 'magna 40-120', ['Zoé Lefèvre']],
  ['digits in another grouping', '0 24 18 81 240', ['Marie Dupont']],
  ['digits with dots', '02.41.88.12.40', ['Marie Dupont']],
  ['an international number', '+33 2 41 88 12 40', ['Marie Dupont']],
  ['a national number kept as international', '06 07 08', ['Marc Dupont']],
  ['a foreign number', '41 22 33 44', ['Zoé Lefèvre']],
  ['a company', 'ecole', ['Zoé Lefèvre']],
  ['a machine', 'hydromotrix', ['Marc Dupont', 'Marie Dupont']],
  ['a serial number', '8F31-2207', ['Marc Dupont', 'Marie Dupont']],
  ['a mail address', 'paul@seul', ['Paul Seul']],
  ['nobody', 'xyzzy', []],
  ['a wildcard', '%', []],
  ['nothing', '   ', []],
])('the caller is found by %s', async (_, text, names) => {
  expect((await found(text)).sort()).toEqual([...names].sort())
})

test('the closest match comes first', async () => {
  expect((await found('marie dupont'))[0]).toBe('Marie Dupont')
})

test('the owner of a phone number comes before their colleagues', async () => {
  expect((await found('dupon 0241'))[0]).toBe('Marie Dupont')
})

test('of two equal matches, the most recent caller comes first', async () => {
  const [first, second] = [await aContact(sonia, { name: 'Alix Brun' }), await aContact(sonia, { name: 'Yves Brun' })]
  expect(await found('brun')).toEqual(['Alix Brun', 'Yves Brun'])
  await aTicket(sonia, { contactIds: [first.id] })
  await aTicket(sonia, { contactIds: [second.id] })
  expect(await found('brun')).toEqual(['Yves Brun', 'Alix Brun'])
})

test('a suggestion contains open tickets, machines and the machine that the text names', async () => {
  const { items } = await sonia.call(api.contacts.callers, { query: { text: 'hydromotrix' } })
  expect(items[0]).toMatchObject({
    company: { name: 'Dupont Traiteur' },
    openTickets: 1,
    machines: 1,
    machine: { label: 'Frisquet Hydromotrix 32', serialNumber: '8F31-2207' },
  })
})

test('the caller card shows the company’s open tickets and machines', async () => {
  const { items } = await sonia.call(api.contacts.callers, { query: { text: 'marie' } })
  const card = await sonia.call(api.contacts.callerCard, { params: { id: items[0]?.contactId ?? '' } })
  expect(card).toMatchObject({
    contact: { name: 'Marie Dupont' },
    company: { name: 'Dupont Traiteur' },
    openTickets: [{ title: 'Chaudière en défaut E133' }],
    machines: [{ location: 'atelier' }],
  })
})

test('a change based on an older version of a contact is refused with the name of its editor', async () => {
  const contact = await aContact(sonia)
  const body = { name: 'Marie Martin', version: contact.version }
  await administrator.call(api.contacts.change, { params: { id: contact.id }, body })
  const stale = await sonia.call(api.contacts.change, { params: { id: contact.id }, body }).catch((error) => error)
  expect(stale).toMatchObject({ code: 'conflict', details: { by: 'Léa Martin' } })
})

test('lists are paged in the order of names, each record once', async () => {
  const names: string[] = []
  let after: string | undefined
  do {
    const page = await sonia.call(api.contacts.list, { query: { limit: 2, ...(after && { after }) } })
    names.push(...page.items.map((contact) => contact.name))
    after = page.next ?? undefined
  } while (after)
  const { items } = await sonia.call(api.contacts.list, { query: { limit: 50 } })
  expect(names).toEqual(items.map((contact) => contact.name))
})

test('a person with this name comes before a match by company or address', async () => {
  const martin = await aCompany(sonia, { name: 'Besson Levage' })
  const aude = await aContact(sonia, { name: 'Aude Blin', companyId: martin.id, email: 'aude@besson.test' })
  await aTicket(sonia, { contactIds: [aude.id] })
  await aContact(sonia, { name: 'Théo Besson' })
  await aContact(sonia, { name: 'Bessonne Zola', companyId: martin.id })
  expect(await found('besson')).toEqual(['Bessonne Zola', 'Théo Besson', 'Aude Blin'])
})

test('a number that begins with the digits comes before one that contains them', async () => {
  const inside = await aContact(sonia, { name: 'Inside Number', phone: '01 55 07 77 88' })
  await aTicket(sonia, { contactIds: [inside.id] })
  await aContact(sonia, { name: 'Second Number', phone: '01 99 99 99 99', mobile: '07 77 88 01 02' })
  expect(await found('077788')).toEqual(['Second Number', 'Inside Number'])
})
