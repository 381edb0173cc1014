import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { api } from '../../../contract/index.ts'
import type { ColumnRole } from '../../../contract/spreadsheets.ts'
import { aContact, aTicket, refusal } from '../../../tests/factories.ts'
import { sendRow } from '../../../tests/send-row.ts'
import { runReading } from './readings.ts'
import { anne, header, luc, marie, roles, testSpreadsheets } from './spreadsheets.fixtures.ts'

const { app, base, administrator, dataDir, ...desk } = await testSpreadsheets()
const { call, web, publish, aSheet, show, read, ticketsOf, stepsOf } = desk

describe('a file that is published', () => {
  test('is previewed without being stored: columns, guessed roles and first rows', async () => {
    publish(marie, luc)
    const preview = await call(api.spreadsheets.preview, { body: { address: web.address, allowsPrivate: true } })
    expect(preview).toMatchObject({ count: 2, dateOrder: 'dayFirst' })
    expect(Object.fromEntries(preview.columns.map(({ name, role }) => [name, role]))).toEqual(roles)
    expect(preview.rows[1]?.[4]).toBe('Plus d’eau chaude\ndepuis hier')
  })

  test('becomes tickets, each row once however often it is read', async () => {
    publish(marie, luc)
    const id = await aSheet()
    expect(await read(id)).toMatchObject({ tickets: 2, problems: 0, alert: null })
    await read(id)
    const [first, second] = await ticketsOf(id)
    expect(first).toMatchObject({
      title: 'La chaudière fuit',
      channel: 'import',
      reported_at: '2026-11-23T08:15:02Z',
      description: '<p>La chaudière fuit</p><ul><li><strong>Étage</strong> : 2</li></ul>',
    })
    expect(second).toMatchObject({ title: 'Plus d’eau chaude depuis hier' })
    const view = await call(api.tickets.show, { params: { key: first?.id ?? '' } })
    expect(view.contacts[0]).toMatchObject({
      ...{ name: 'Marie Dupont', email: null, company: null },
      statedCompany: { name: 'Dupont Traiteur', found: null },
    })
  })

  test('can grow, be sorted and gain a column: only new rows become tickets', async () => {
    publish(marie)
    const id = await aSheet()
    await read(id)
    web.published.body = [`${header},Traité par`, `${luc},`, `${marie},Karim`, anne].join('\n')
    expect(await read(id)).toMatchObject({ tickets: 3, alert: null })
    expect(await ticketsOf(id)).toHaveLength(3)
    expect(await stepsOf((await ticketsOf(id))[0]?.id ?? '')).toHaveLength(1)
  })

  test('notes an edited row on its ticket, for agents only', async () => {
    publish(marie, luc)
    const id = await aSheet()
    await read(id)
    publish(luc, marie.replace('La chaudière fuit', 'La chaudière fuit <b>fort</b>'))
    await read(id)
    const [ticket] = await ticketsOf(id)
    const steps = await stepsOf(ticket?.id ?? '')
    expect(steps[1]).toMatchObject({ visibility: 'internal', kind: 'information' })
    expect(steps[1]?.body).toContain('La chaudière fuit → La chaudière fuit &lt;b&gt;fort&lt;/b&gt;')
    expect(await ticketsOf(id)).toHaveLength(2)
    await read(id)
    expect(await stepsOf(ticket?.id ?? '')).toHaveLength(2)
  })

  test('raises an alert when a column is missing or a sign-in page appears, and recovers afterwards', async () => {
    publish(marie)
    const id = await aSheet()
    await read(id)
    web.published.body = web.published.body.toString().replace('Que se passe-t-il ?', 'Autre nom')
    const lacking = await read(id)
    expect(lacking.alert).toMatchObject({ why: 'column_missing', detail: 'Que se passe-t-il ?' })
    web.published = { type: 'text/html', body: '<!DOCTYPE html><title>Connexion</title>' }
    expect((await read(id)).alert).toMatchObject({ why: 'web_page' })
    web.published = { type: 'text/plain', body: 'gone', status: 404 }
    expect((await read(id)).alert).toMatchObject({ why: 'refused', detail: 'HTTP 404' })
    publish(marie, luc)
    expect(await read(id)).toMatchObject({ alert: null, tickets: 2 })
  })

  test('is read from now on without importing existing rows', async () => {
    publish(marie, luc)
    const id = await aSheet({ takesPast: false })
    expect(await read(id)).toMatchObject({ tickets: 0 })
    publish(marie, luc, anne)
    expect(await read(id)).toMatchObject({ tickets: 1 })
    expect((await ticketsOf(id))[0]?.title).toBe('Badge perdu')
  })

  test('can come from a French Excel: semicolons, Windows-1252, a byte order mark', async () => {
    const text = `${header}\r\n${marie}`.replaceAll(',', ';')
    web.published = { type: 'text/csv', body: Buffer.from(text.replaceAll('’', "'"), 'latin1') }
    const preview = await call(api.spreadsheets.preview, { body: { address: web.address, allowsPrivate: true } })
    expect(preview.columns.map(({ name }) => name)).toContain('Société')
    web.published = { type: 'text/csv', body: `\ufeff${text}` }
    const marked = await call(api.spreadsheets.preview, { body: { address: web.address, allowsPrivate: true } })
    expect(marked.columns[0]).toEqual({ name: 'Horodateur', role: 'timestamp' })
  })

  test('makes no ticket twice during two concurrent readings', async () => {
    publish(marie, luc, anne)
    const id = await aSheet()
    await Promise.all([read(id), read(id), runReading(app.ctx, dataDir, { id })])
    await read(id)
    expect(await ticketsOf(id)).toHaveLength(3)
  })

  const many = Array.from({ length: 200 }, (_, n) =>
    anne.replace('08:00:00', `08:${String(Math.floor(n / 60)).padStart(2, '0')}:${String(n % 60).padStart(2, '0')}`),
  )

  test('that is requested while another one runs is done afterwards, and waited for until then', async () => {
    publish(marie)
    const id = await aSheet()
    await read(id)
    web.beforeResponse = async () => {
      publish(marie, luc)
      await call(api.spreadsheets.readNow, { params: { id } })
    }
    expect(await read(id)).toMatchObject({ tickets: 2, problems: 0 })
  })

  test('shows the progress of a long import, stops on a pause and continues from there', async () => {
    publish(...many)
    const id = await aSheet()
    await call(api.spreadsheets.readNow, { params: { id } })
    // The worker thread needs time to start.
    const often = { interval: 5, timeout: 10_000 }
    await expect.poll(async () => (await show(id))?.reading, often).toMatchObject({ total: 200 })
    await expect.poll(async () => (await show(id))?.reading?.done, often).toBeGreaterThan(0)
    await call(api.spreadsheets.change, { params: { id }, body: { version: 1, paused: true } })
    await expect.poll(async () => (await show(id))?.reading, often).toBeNull()
    const taken = (await ticketsOf(id)).length
    expect(taken).toBeGreaterThan(0)
    expect(taken).toBeLessThan(200)
    await call(api.spreadsheets.change, { params: { id }, body: { version: 2, paused: false } })
    expect(await read(id)).toMatchObject({ tickets: 200 })
  })

  test('leaves the rest to another job when its time is over', async () => {
    publish(...many.slice(0, 60))
    const id = await aSheet()
    await runReading(app.ctx, dataDir, { id }, 1)
    await expect.poll(async () => (await show(id))?.tickets, { timeout: 30_000 }).toBe(60)
    await expect.poll(async () => await show(id)).toMatchObject({ reading: null, readAt: expect.any(String) })
  }, 40_000)
})

describe('a row', () => {
  test('with a ticket’s number is noted on that ticket, or opens a new one when it is closed', async () => {
    const ticket = await aTicket(administrator, { contactIds: [(await aContact(administrator)).id] })
    publish(anne.replace(/,$/, `,T-${ticket.number}`))
    const id = await aSheet()
    expect(await read(id)).toMatchObject({ tickets: 1 })
    expect((await stepsOf(ticket.id))[0]?.body).toContain('Badge perdu')
  })

  test('that cannot be read is listed, and imported once it is edited', async () => {
    publish(
      marie.replace('23/11/2026 09:15:02', 'hier'),
      ',,,,,3,',
      luc.replace('Luc Roux,luc@roux.test,Roux Garage', ',,'),
    )
    const id = await aSheet()
    expect(await read(id)).toMatchObject({ tickets: 0, problems: 3 })
    const { items } = await call(api.spreadsheets.problems, { params: { id } })
    expect(items.map(({ problem }) => problem).sort()).toEqual(['no_moment', 'nobody', 'nobody'])
    publish(luc)
    expect(await read(id)).toMatchObject({ tickets: 1, problems: 2 })
  })

  test('with a closed ticket or an invalid timestamp can be made a ticket by hand, or marked as seen', async () => {
    publish(marie, luc)
    const id = await aSheet()
    await read(id)
    const [first] = await ticketsOf(id)
    const { version } = await call(api.tickets.show, { params: { key: first?.id ?? '' } })
    const body = { to: 'cancelled', version, note: 'Doublon' } as const
    await call(api.tickets.setStatus, { params: { id: first?.id ?? '' }, body })
    publish(marie.replace('fuit', 'fuit encore'), luc, anne.replace('24/11/2026 08:00:00', 'hier'), ',,,,,4,')
    expect(await read(id)).toMatchObject({ tickets: 2, problems: 3 })
    const { items } = await call(api.spreadsheets.problems, { params: { id } })
    const settle = (problem: string, as: 'ticket' | 'seen') =>
      call(api.spreadsheets.settleRow, {
        params: { id: items.find((row) => row.problem === problem)?.id ?? '' },
        body: { as },
      })
    const { ticket } = await settle('ticket_closed', 'ticket')
    const opened = await call(api.tickets.show, { params: { key: ticket?.id ?? '' } })
    expect(opened).toMatchObject({ title: 'La chaudière fuit encore', contacts: [{ name: 'Marie Dupont' }] })
    const undated = await settle('no_moment', 'ticket')
    const { description } = await call(api.tickets.show, { params: { key: undated.ticket?.id ?? '' } })
    expect(description).toContain('<strong>Horodateur</strong> : hier')
    expect(await refusal(settle('nobody', 'ticket'))).toMatchObject({ code: 'row_refused', details: { why: 'nobody' } })
    await settle('nobody', 'seen')
    expect(await refusal(settle('no_moment', 'ticket'))).toMatchObject({ code: 'not_found' })
    expect(await read(id)).toMatchObject({ tickets: 3, problems: 0 })
  })
})

describe('the source of a spreadsheet', () => {
  test('an address of the local network is refused, also after a redirect, unless allowed', async () => {
    publish(marie)
    const refused = await refusal(call(api.spreadsheets.preview, { body: { address: web.address } }))
    expect(refused).toMatchObject({ code: 'spreadsheet_unreadable', details: { why: 'private_address' } })
    web.published = { type: 'text/plain', body: '', status: 302, location: 'file:///etc/passwd' }
    const led = await refusal(call(api.spreadsheets.preview, { body: { address: web.address, allowsPrivate: true } }))
    expect(led).toMatchObject({ code: 'spreadsheet_unreadable', details: { why: 'refused' } })
  })

  test('a file is read from the folder imports and no other', async () => {
    await mkdir(path.join(dataDir, 'imports'))
    await writeFile(path.join(dataDir, 'imports', 'demandes.csv'), [header, marie].join('\n'))
    const id = await aSheet({ address: null, fileName: 'demandes.csv' })
    expect(await read(id)).toMatchObject({ tickets: 1 })
    const outside = await refusal(call(api.spreadsheets.preview, { body: { fileName: '../postgres/url' } }))
    expect(outside.code).toBe('invalid')
  })
})

describe('rows that are sent', () => {
  const cells = {
    Horodateur: '24/11/2026 09:00:00',
    'Votre nom': 'Zoé',
    'Adresse e-mail': 'zoe@z.test',
    'Que se passe-t-il ?': 'Alarme',
  }
  const send = (id: string, secret: string, row: Record<string, string>, at?: Date) =>
    sendRow(base, { id, secret }, row, at)

  test('become tickets once, and a wrong, old or missing signature is refused', async () => {
    const id = await aSheet({ address: null })
    const { secret } = await call(api.spreadsheets.secret, { params: { id } })
    const first = await send(id, secret, cells)
    expect(first).toMatchObject({ status: 200, ticket: { number: expect.any(Number) } })
    expect(await send(id, secret, cells)).toMatchObject({ status: 200, ticket: null })
    const other = `whsec_${Buffer.alloc(32, 7).toString('base64')}`
    const old = new Date(Date.now() - 10 * 60_000)
    const refusals = [
      await send(id, other, cells),
      await send(id, secret, cells, old),
      await send(administrator.id, secret, cells),
    ]
    expect(refusals.map(({ status }) => status)).toEqual([403, 403, 403])
    expect(await ticketsOf(id)).toHaveLength(1)
  })
})

test('columns that identify neither row nor sender are refused', async () => {
  const without = (role: ColumnRole) => Object.fromEntries(Object.entries(roles).filter(([, is]) => is !== role))
  const body = { name: 'Sans date', address: web.address, columns: without('timestamp') }
  expect((await refusal(call(api.spreadsheets.create, { body }))).code).toBe('invalid')
  const id = await aSheet()
  const changed = { ...roles, Étage: 'reference' as const }
  const refused = await refusal(
    call(api.spreadsheets.change, { params: { id }, body: { version: 1, columns: changed } }),
  )
  expect(refused.code).toBe('invalid')
  expect(await call(api.spreadsheets.change, { params: { id }, body: { version: 1, paused: true } })).toMatchObject({
    paused: true,
  })
  await call(api.spreadsheets.remove, { params: { id } })
  expect((await refusal(read(id))).code).toBe('not_found')
})
