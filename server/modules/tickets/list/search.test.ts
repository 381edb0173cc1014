import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { api } from '../../../../contract/index.ts'
import { type Person, testApp } from '../../../../tests/app.ts'
import { aCompany, aContact, aTicket, uploads } from '../../../../tests/factories.ts'

const { db, administrator: lea, hire } = await testApp()

async function found(text: string, more: { limit?: number } = {}, by: Person = lea): Promise<string[]> {
  const { items } = await by.call(api.tickets.list, { query: { text, state: 'all', ...more } })
  return items.map((ticket) => ticket.title)
}
const counted = (text: string) => lea.call(api.tickets.count, { query: { text, state: 'all' } })

async function writeStep(id: string, body: string, visibility: 'public' | 'internal' = 'public') {
  await lea.call(api.tickets.addStep, { params: { id }, body: { kind: 'information', visibility, body } })
}

const pump = await aTicket(lea, {
  title: 'Chaudières à l’arrêt',
  description: '<p>Le <strong>circulateur</strong> gronde &amp; chauffe, sous-station n° 8F31-2207.</p>',
  contactIds: [(await aContact(lea, { name: 'Zoé Lefèvre' })).id],
})
const office = await aCompany(lea, { name: 'Étude Kerguelen' })
const printer = await aTicket(lea, {
  title: 'Imprimante muette',
  contactIds: [(await aContact(lea, { name: 'Anne Roux', companyId: office.id })).id],
})
await writeStep(printer.id, '<p>Le rouleau d’entraînement est usé.</p>')
await lea.call(api.tickets.attach, {
  params: { id: printer.id },
  body: { attachmentIds: await uploads(lea, { 'Grille-tarifaire_2026.txt': 'Pose : 90 €' }) },
})
await writeStep(printer.id, '<p>Client à ménager : relance de facturation.</p>', 'internal')

test.each([
  ['in the title, whatever its ending', 'chaudière', pump],
  ['without accents', 'CHAUDIERE', pump],
  ['with accents composed otherwise', 'chaudie\u0300res', pump],
  ['in the description, between tags', 'circulateurs', pump],
  ['in both title and description', 'circulateur chaudière', pump],
  ['after an elision', 'arret', pump],
  ['by a part of a hyphenated word', 'station', pump],
  ['by a piece of a serial number', '2207', pump],
  ['by a whole serial number', '8F31-2207', pump],
  ['by the concerned', 'lefevre', pump],
  ['by the company', 'kerguelen', printer],
  ['in a step', 'rouleaux', printer],
  ['in an internal step, by who may see it', 'facturation', printer],
  ['across title, step and company', 'imprimantes usé kerguelen', printer],
  ['by the beginning of its last word', 'circulateur chaud', pump],
  ['by a beginning that is longer than the stem', 'impriman', printer],
  ['by a phrase', '"rouleau d’entraînement"', printer],
  ['by a phrase in French quotes, and a word', '« entraînement est usé » imprim', printer],
  ['by a quote that is not closed yet', '"entraînement usé', printer],
] as const)('a ticket is found %s', async (_, text, ticket) => {
  expect(await found(text)).toEqual([ticket.title])
  expect(await counted(text)).toEqual({ count: 1, capped: false })
})

test.each([
  ['one word of several is nowhere', 'circulateur imprimante'],
  ['the words of a phrase stand in another order', '"usé rouleau"'],
  ['a beginning is not the last word', 'circulat chaudière'],
  ['a tag or an entity is what is looked for', 'strong amp'],
  ['there is nothing but signs', '?! ... & | <-> :*'],
  ['there is nothing but an empty quote', '""'],
  ['there is nothing but small words, between quotes', '"de la"'],
] as const)('nothing is found where %s', async (_, text) => {
  expect(await found(text)).toEqual([])
  expect(await counted(text)).toEqual({ count: 0, capped: false })
})

test.each([
  ["l'eau: & | ! ( ) <-> :* \\ ' '' \" «"],
  ["'); drop table ticket; --"],
  ['a:b:c & !!'],
  ['%_\\'],
  ['日本語 чай 😀 \u202e'],
  ['ꟿ̶𝔸x'],
  ['x'.repeat(200)],
  ['a '.repeat(100)],
  ['le la les des'],
  ['T-'],
  ['999999999'],
])('“%s” is looked for like any other words', async (text) => {
  await found(text)
  await counted(text)
})

test('text without a searchable word does not filter', async () => {
  expect(await found('  ')).toHaveLength(2)
})

describe('a ticket number', () => {
  test.each([
    ['as it is', (n: number) => `${n}`],
    ['as it is shown', (n: number) => `T-${n}`],
    ['in small letters', (n: number) => `t ${n}`],
  ])('%s finds its ticket, before those that hold the number', async (_, written) => {
    const { number } = pump
    const mention = await aTicket(lea, { title: `Suite du ${number}` })
    expect(await found(written(number))).toEqual([pump.title, mention.title])
    expect(await counted(written(number))).toEqual({ count: 2, capped: false })
    await lea.call(api.tickets.change, { params: { id: mention.id }, body: { version: 1, title: 'Rien' } })
  })

  test('stays within the other filters', async () => {
    const { items } = await lea.call(api.tickets.list, { query: { text: String(pump.number), state: 'closed' } })
    expect(items).toEqual([])
  })
})

describe('a change is found at once', () => {
  test('a new title, and no longer the former one', async () => {
    const ticket = await aTicket(lea, { title: 'Grincement' })
    await lea.call(api.tickets.change, { params: { id: ticket.id }, body: { version: 1, title: 'Sifflement' } })
    expect(await found('sifflement')).toEqual(['Sifflement'])
    expect(await found('grincement')).toEqual([])
  })

  test('a new concerned contact, instead of the former one', async () => {
    const [before, after] = [
      await aContact(lea, { name: 'Ondine Ancien' }),
      await aContact(lea, { name: 'Ulysse Neuf' }),
    ]
    const { id } = await aTicket(lea, { title: 'Badge', contactIds: [before.id] })
    await lea.call(api.tickets.change, { params: { id }, body: { version: 1, contactIds: [after.id] } })
    expect(await found('ulysse')).toEqual(['Badge'])
    expect(await found('ondine')).toEqual([])
  })

  test('a company and a contact under their new names, in all their tickets', async () => {
    const company = await aCompany(lea, { name: 'Brocante Vieillenom' })
    const contact = await aContact(lea, { name: 'Odile Vieillenom', companyId: company.id })
    for (const title of ['Alarme', 'Portail']) await aTicket(lea, { title, contactIds: [contact.id] })
    await lea.call(api.companies.change, {
      params: { id: company.id },
      body: { ...company, name: 'Brocante Nouvonom' },
    })
    expect(await found('nouvonom')).toEqual(['Portail', 'Alarme'])
    const { company: _, ...fields } = contact
    const body = { ...fields, companyId: company.id, name: 'Odile Mariée' }
    await lea.call(api.contacts.change, { params: { id: contact.id }, body })
    expect(await found('mariée brocante')).toEqual(['Portail', 'Alarme'])
    expect(await found('vieillenom')).toEqual([])
  })

  test('a file by its name, on the ticket or on a step, until it is detached', async () => {
    const [sent, later, plan] = await uploads(lea, { 'devis-pergola.pdf': 'a', 'IMG_5521.txt': 'b', 'relevé.txt': 'c' })
    const { id } = await aTicket(lea, { title: 'Terrasse', attachmentIds: [sent as string] })
    expect(await found('pergola')).toEqual(['Terrasse'])
    await lea.call(api.tickets.addStep, {
      params: { id },
      body: { kind: 'document', visibility: 'internal', body: '', attachmentIds: [later as string] },
    })
    expect(await found('pergola 5521')).toEqual(['Terrasse'])
    await lea.call(api.tickets.attach, { params: { id }, body: { attachmentIds: [plan as string] } })
    expect(await found('releves')).toEqual(['Terrasse'])
    await lea.call(api.tickets.detach, { params: { id, attachmentId: plan as string } })
    expect(await found('releves')).toEqual([])
    const { rows } = await sql<{ public: boolean; internal: boolean }>`
      select ts_filter(words, '{a,b,c}') @@ '5521' as public, words @@ '5521:D' as internal
      from ticket_search where ticket_id = ${id}::uuid`.execute(db)
    expect(rows).toEqual([{ public: false, internal: true }])
  })

  test('the solution that resolves a ticket', async () => {
    const { id } = await aTicket(lea, { title: 'Volet bloqué' })
    const body = { to: 'resolved', version: 1, note: '<p>Graissage des coulisses.</p>' } as const
    await lea.call(api.tickets.setStatus, { params: { id }, body })
    expect(await found('coulisse')).toEqual(['Volet bloqué'])
  })

  test('everything that several people write on one ticket at once, while its company is renamed', async () => {
    const company = await aCompany(lea, { name: 'Avant' })
    const contact = await aContact(lea, { companyId: company.id })
    const { id } = await aTicket(lea, { title: 'Réseau', contactIds: [contact.id] })
    const words = Array.from({ length: 8 }, (_, n) => `mot${n}`)
    await Promise.all([
      ...words.map((word) => writeStep(id, `<p>${word}</p>`)),
      lea.call(api.companies.change, { params: { id: company.id }, body: { ...company, name: 'Apres' } }),
      lea.call(api.tickets.change, { params: { id }, body: { version: 1, title: 'Routeur' } }),
      aTicket(lea, { title: 'Voisin', contactIds: [contact.id] }),
    ])
    expect(await found(`${words.join(' ')} routeur apres`)).toEqual(['Routeur'])
    expect((await found('apres')).sort()).toEqual(['Routeur', 'Voisin'])
  })
})

test('a long conversation is searched from its beginning, and never refuses another step', async () => {
  const { id } = await aTicket(lea, { title: 'Journal' })
  for (let n = 0; n < 7; n++) {
    const words = Array.from({ length: 2_500 }, (_, k) => `z${n}k${k}`)
    await writeStep(id, `<p>pas${n} ${words.join(' ')}</p>`)
  }
  expect(await found('pas0')).toEqual(['Journal'])
  const { title } = await lea.call(api.tickets.change, {
    params: { id },
    body: { version: 8, title: 'Journal de bord' },
  })
  expect(await found('pas1 bord')).toEqual([title])
})

describe('the excerpt with the searched words', () => {
  const shown = async (text: string, ids: string[], by: Person = lea) => {
    const { items } = await by.call(api.tickets.excerpts, { query: { text, ids: ids.join(',') } })
    return items.map(({ in: where, parts }) => [
      where,
      parts.map((part) => (part.found ? `[${part.text}]` : part.text)).join(''),
    ])
  }

  test.each([
    [
      'in the description',
      'circulateurs',
      pump,
      'description',
      'Le [circulateur] gronde & chauffe, sous-station n° 8F31-2207.',
    ],
    ['in the name of a file', 'grille tarif', printer, 'attachment', '[Grille]-[tarifaire]_2026.txt'],
    ['in a step, by its beginning', 'entraînem', printer, 'step', 'Le rouleau d’[entraînement] est usé.'],
    ['by a word of several that the title lacks', 'imprimante usee', printer, 'step', '…d’entraînement est [usé].'],
    ['in an internal step', 'relance', printer, 'internal_step', 'Client à ménager : [relance] de facturation.'],
  ] as const)('is shown %s', async (_, text, ticket, where, excerpt) => {
    expect(await shown(text, [ticket.id])).toEqual([[where, excerpt]])
  })

  test('is omitted when the title contains the words', async () => {
    expect(await shown('imprimante', [printer.id, pump.id])).toEqual([])
  })

  test('is the line around the first match, as plain text', async () => {
    const description = `<p>${'avant '.repeat(60)} écran &lt;b&gt;figé&lt;/b&gt; ${'après '.repeat(60)}</p>`
    const { id } = await aTicket(lea, { title: 'Poste 4', description })
    const [[, line] = []] = await shown('figé', [id])
    expect(line).toMatch(/^…(avant )+écran <b>\[figé\]<\/b> (après )+/)
    expect(line?.length).toBeLessThan(200)
    expect(line).toMatch(/…$/)
  })
})

describe('a search does not find', () => {
  test('a ticket out of sight', async () => {
    await db.updateTable('role').set({ sight: 'own' }).where('name', '=', 'operator').execute()
    const sonia = await hire('operator')
    const theirs = await aTicket(lea, { title: 'Secretissime', leadId: lea.id })
    expect(await found('secretissime', {}, sonia)).toEqual([])
    expect(await found(String(theirs.number), {}, sonia)).toEqual([])
    await writeStep(theirs.id, '<p>Confidence.</p>')
    const asked = { text: 'confidence', ids: theirs.id }
    expect(await sonia.call(api.tickets.excerpts, { query: asked })).toEqual({ items: [] })
    const query = { text: 'secretissime', state: 'all' } as const
    expect(await sonia.call(api.tickets.count, { query })).toEqual({ count: 0, capped: false })
  })

  test('an internal step, by a query for public text', async () => {
    const reads = async (query: string) => {
      const { rows } = await sql<{ yes: boolean }>`
        select words @@ ${query}::tsquery as yes from ticket_search where ticket_id = ${printer.id}`.execute(db)
      return rows[0]?.yes
    }
    expect(await reads("'rouleau':ABC")).toBe(true)
    expect(await reads("'factur':ABC")).toBe(false)
    expect(await reads("'factur'")).toBe(true)
  })
})
