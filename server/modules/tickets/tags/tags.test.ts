import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { api } from '../../../../contract/index.ts'
import { testApp } from '../../../../tests/app.ts'
import { aTicket } from '../../../../tests/factories.ts'

const { db, administrator: by, hire } = await testApp()
const karim = await hire('technician', 'Karim Benali')

const tagsOf = async (id: string) => (await karim.call(api.tickets.show, { params: { key: id } })).tags
const known = async (text = '') => (await karim.call(api.tags.list, { query: { text } })).items.map(({ name }) => name)
const idOf = async (name: string) =>
  (await karim.call(api.tags.list, { query: { text: name } })).items.find((tag) => tag.name === name)?.id ?? ''
const titles = async (tag: string) =>
  (await karim.call(api.tickets.list, { query: { tag } })).items.map(({ title }) => title)

test('a tag keeps its first spelling, whatever the case and accents of those who type it later', async () => {
  const first = await aTicket(karim, { title: 'first', tags: ['Énergie'] })
  const second = await aTicket(karim, { title: 'second', tags: ['energie', 'ÉNERGIE', 'gaz'] })
  expect(await tagsOf(first.id)).toEqual(['Énergie'])
  expect(await tagsOf(second.id)).toEqual(['Énergie', 'gaz'])
  await karim.call(api.tickets.change, { params: { id: first.id }, body: { version: 1, tags: ['GAZ', 'énergie'] } })
  expect(await tagsOf(first.id)).toEqual(['gaz', 'Énergie'])
})

test('another spelling of a ticket’s tags changes nothing', async () => {
  const ticket = await aTicket(karim, { tags: ['Énergie'] })
  const body = { version: ticket.version, tags: ['energie'] }
  const after = await karim.call(api.tickets.change, { params: { id: ticket.id }, body })
  expect(after.version).toBe(ticket.version)
})

test('the list is narrowed by a tag in any spelling, and by an unknown one to nothing', async () => {
  await aTicket(karim, { title: 'marked', tags: ['Été'] })
  expect(await titles('ete')).toEqual(['marked'])
  expect(await titles('inconnue')).toEqual([])
})

test('known tags are suggested, the most used first', async () => {
  for (const tags of [['zinc', 'aluminium'], ['zinc']]) await aTicket(karim, { tags })
  const names = await known()
  expect(names.indexOf('zinc')).toBeLessThan(names.indexOf('aluminium'))
  expect(await known('ZIN')).toEqual(['zinc'])
})

test('renaming a tag renames it on its tickets, closed ones included, and changes no version', async () => {
  const ticket = await aTicket(by, { title: 'to rename', tags: ['chaudiere'] })
  const closed = await by.call(api.tickets.setStatus, {
    params: { id: ticket.id },
    body: { to: 'cancelled', version: ticket.version, note: '<p>Doublon</p>' },
  })
  await by.call(api.tags.rename, { params: { id: await idOf('chaudiere') }, body: { name: 'Chaudière' } })
  expect(await by.call(api.tickets.show, { params: { key: ticket.id } })).toMatchObject({
    tags: ['Chaudière'],
    version: closed.version,
  })
})

test('a tag cannot take the name of another one, in any spelling', async () => {
  await aTicket(by, { tags: ['fioul', 'bois'] })
  const refused = by.call(api.tags.rename, { params: { id: await idOf('bois') }, body: { name: 'FIOUL' } })
  await expect(refused).rejects.toMatchObject({ code: 'name_taken' })
})

test('merging gives the tickets of a tag to another one, and a ticket of both keeps one', async () => {
  const one = await aTicket(by, { tags: ['clim'] })
  const both = await aTicket(by, { tags: ['climatisation', 'clim'] })
  const [from, into] = [await idOf('clim'), await idOf('climatisation')]
  await by.call(api.tags.merge, { params: { id: from }, body: { intoId: into } })
  expect(await tagsOf(one.id)).toEqual(['climatisation'])
  expect(await tagsOf(both.id)).toEqual(['climatisation'])
  expect(await known('clim')).toEqual(['climatisation'])
})

test('deleting a tag takes it off its tickets', async () => {
  const ticket = await aTicket(by, { tags: ['provisoire', 'urgence'] })
  await by.call(api.tags.remove, { params: { id: await idOf('provisoire') } })
  expect(await tagsOf(ticket.id)).toEqual(['urgence'])
  expect(await known('provisoire')).toEqual([])
})

test('tags are counted by name, page by page', async () => {
  const all = []
  let after: string | undefined
  do {
    const page = await by.call(api.tags.count, { query: { limit: 2, ...(after && { after }) } })
    all.push(...page.items)
    after = page.next ?? undefined
  } while (after)
  const names = all.map(({ name }) => name)
  expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b, 'fr', { sensitivity: 'base' })))
  expect(all.find(({ name }) => name === 'zinc')).toMatchObject({ tickets: 2, capped: false })
})

test('only agents who manage the settings may rename, merge or delete tags', async () => {
  const id = await idOf('zinc')
  const refused = [
    karim.call(api.tags.count, { query: {} }),
    karim.call(api.tags.rename, { params: { id }, body: { name: 'Zn' } }),
    karim.call(api.tags.merge, { params: { id }, body: { intoId: id } }),
    karim.call(api.tags.remove, { params: { id } }),
  ]
  const codes = await Promise.all(refused.map((call) => call.catch(({ code }) => code)))
  expect(codes).toEqual(['forbidden', 'forbidden', 'forbidden', 'forbidden'])
})

test('no ticket bears an unknown tag, whatever is renamed meanwhile', async () => {
  const tickets = await Promise.all(Array.from({ length: 8 }, () => aTicket(by, {})))
  await aTicket(by, { tags: ['vanne'] })
  const id = await idOf('vanne')
  await Promise.all([
    by.call(api.tags.rename, { params: { id }, body: { name: 'Robinet' } }),
    ...tickets.map(({ id: ticketId }) =>
      karim.call(api.tickets.change, { params: { id: ticketId }, body: { version: 1, tags: ['vanne'] } }),
    ),
  ])
  const borne = new Set((await Promise.all(tickets.map(({ id: ticketId }) => tagsOf(ticketId)))).flat())
  const { items } = await by.call(api.tags.count, { query: { limit: 50 } })
  // The old name, typed after the rename, becomes a tag again: every tag of a ticket is known.
  for (const name of borne) expect(items.map((tag) => tag.name)).toContain(name)
})

test('the tags of the last tickets and the tickets of a tag are found by an index', async () => {
  await db.transaction().execute(async (tx) => {
    await sql`set local enable_seqscan = off`.execute(tx)
    await sql`set local enable_sort = off`.execute(tx)
    const plan = async (query: string) =>
      (await sql<{ 'QUERY PLAN': string }>`explain ${sql.raw(query)}`.execute(tx)).rows
        .map((row) => row['QUERY PLAN'])
        .join('\n')
    expect(await plan(`select tags from ticket where tags <> '{}' order by number desc limit 2000`)).toContain(
      'ticket_tagged',
    )
    expect(
      await plan(`select id from ticket where tags @> array(select name from tag where name_key = 'gaz')`),
    ).toContain('ticket_tags')
  })
})
