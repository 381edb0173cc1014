import { expect, test } from 'vitest'
import { api } from '../../../../contract/index.ts'
import { testApp } from '../../../../tests/app.ts'
import { aCompany, aContact, aTicket, refusal } from '../../../../tests/factories.ts'

const { administrator: lea, hire } = await testApp()
const karim = await hire('technician', 'Karim Benali')
await hire('technician', 'Karim Dupont')

const dupont = await aCompany(lea, { name: 'Dupont SA' })
await aTicket(lea, { title: 'led', leadId: karim.id })
const closed = await aTicket(lea, { title: 'closed', criticality: 'high' })
await lea.call(api.tickets.setStatus, {
  params: { id: closed.id },
  body: { to: 'cancelled', version: closed.version, note: '<p>Doublon</p>' },
})
const anne = await aContact(lea, { name: 'Anne Roux', companyId: dupont.id })
await aTicket(lea, { title: 'waiting pump', contactIds: [anne.id] })

const list = (query: string, more: { state?: 'open' | 'closed'; text?: string; companyId?: string } = {}) =>
  lea.call(api.tickets.list, { query: { query, ...more } })
const titles = async (...asked: Parameters<typeof list>) =>
  (await list(...asked)).items.map(({ title }) => title).sort()
const problemOf = async (query: string, by = lea) => {
  const { status, code, details } = await refusal(by.call(api.tickets.list, { query: { query } }))
  expect({ status, code }).toEqual({ status: 400, code: 'invalid' })
  return (details as { fields: Record<string, unknown>[] }).fields[0]
}

test('a query says itself whether it wants closed tickets', async () => {
  expect(await titles('criticité:haute')).toEqual(['closed'])
  expect(await titles('est:ouvert criticité:haute')).toEqual([])
  expect(await titles('machine:aucune')).toEqual(['closed', 'led', 'waiting pump'])
})

test('a query and the other filters must both match', async () => {
  expect(await titles('-suiveur:karim', { state: 'open' })).toEqual(['waiting pump'])
  expect(await titles('est:ouvert', { text: 'pump' })).toEqual(['waiting pump'])
  expect(await titles('pump', { text: 'waiting' })).toEqual(['waiting pump'])
  expect(await titles('suiveur:personne', { companyId: dupont.id })).toEqual(['waiting pump'])
})

test('free words find the ticket with that number first, and combine with conditions', async () => {
  expect(await titles(`T-${closed.number}`)).toEqual(['closed'])
  expect(await titles(`T-${closed.number} est:ouvert`)).toEqual([])
  expect(await titles(`${closed.number} OU pump`)).toEqual(['closed', 'waiting pump'])
})

test('the answer says which records a name stands for', async () => {
  const { names } = await list('suiveur:karim société:dupont machine:inconnue')
  expect(names).toMatchObject([
    { field: 'lead', name: 'karim', at: [8, 13], count: 2, records: [{ id: karim.id }, { name: 'Karim Dupont' }] },
    { field: 'company', name: 'dupont', count: 1, records: [{ name: 'Dupont SA' }] },
    { field: 'equipment', name: 'inconnue', count: 0, records: [] },
  ])
  expect(await lea.call(api.tickets.list, { query: {} })).not.toHaveProperty('names')
})

test.each([
  ['couleur:rouge', 'unknown_field', [0, 7], /« couleur » n’est pas un champ/],
  ['statut:fondu', 'unknown_value', [7, 12], /« fondu » n’est pas une valeur de « statut »/],
  ['créé:>2026-02-30', 'no_such_date', [6, 16], /« 2026-02-30 » n’existe pas/],
  ['x'.repeat(5_000), 'too_long', [2_000, 5_000], /2000 caractères/],
  [`${'('.repeat(200)}a${')'.repeat(200)}`, 'too_deep', [20, 21], /20 niveaux/],
] as const)('a bad query is refused with its place and a sentence: %.20s', async (query, code, at, sentence) => {
  const problem = await problemOf(query)
  expect(problem).toMatchObject({ path: 'query', code, at })
  expect(String(problem?.problem).replaceAll('\u00a0', ' ')).toMatch(sentence)
})

test('the sentence is in the language of the reader', async () => {
  await karim.call(api.session.changePreferences, { body: { locale: 'en' } })
  expect(await problemOf('status:melted', karim)).toMatchObject({
    problem: expect.stringContaining('“melted” is not a value of “status”'),
    expected: expect.arrayContaining(['waiting']),
  })
})

test('the count and a page after the first read the same query', async () => {
  const query = 'est:ouvert OU criticité:haute OU suiveur:karim'
  expect(await lea.call(api.tickets.count, { query: { query } })).toEqual({ count: 3, capped: false })
  const numbers: number[] = []
  for (let cursor: string | undefined, more = true; more; ) {
    const page = await lea.call(api.tickets.list, { query: { query, limit: 1, cursor } })
    numbers.push(...page.items.map(({ number }) => number))
    more = page.next !== null
    cursor = page.next ?? undefined
  }
  expect(new Set(numbers).size).toBe(3)
})
