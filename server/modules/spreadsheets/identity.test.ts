import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { api } from '../../../contract/index.ts'
import type { NewSpreadsheet, Spreadsheet } from '../../../contract/spreadsheets.ts'
import { testApp } from '../../../tests/app.ts'

const mail = { smtpUrl: 'smtp://127.0.0.1:1', sender: 'sav@thermo.test', retrySeconds: 3_600 }
const { db, administrator, dataDir, hire } = await testApp(mail)
const { call } = administrator
await hire('technician')
await mkdir(path.join(dataDir, 'imports'))

const columns = { Date: 'timestamp', Nom: 'name', Mail: 'email', Quoi: 'description' } as const
const publish = (...rows: string[]) =>
  writeFile(path.join(dataDir, 'imports', 'demandes.csv'), ['Date,Nom,Mail,Quoi', ...rows].join('\n'))
const preview = () => call(api.spreadsheets.preview, { body: { fileName: 'demandes.csv' } })
async function follow(settings: Partial<NewSpreadsheet> = {}) {
  const body = { name: 'Demandes', fileName: 'demandes.csv', takesPast: true, columns, ...settings }
  return (await call(api.spreadsheets.create, { body })).id
}
const show = async (id: string) => (await call(api.spreadsheets.list, {})).items.find((sheet) => sheet.id === id)
async function read(id: string) {
  await call(api.spreadsheets.readNow, { params: { id } })
  await expect.poll(async () => (await show(id))?.reading, { timeout: 10_000 }).toBeNull()
  return (await show(id)) as Spreadsheet
}
const ticketsOf = (id: string) =>
  db
    .selectFrom('spreadsheet_row')
    .innerJoin('ticket', 'ticket.id', 'spreadsheet_row.ticket_id')
    .select(['ticket.id', 'ticket.number', 'ticket.reported_at'])
    .where('spreadsheet_id', '=', id)
    .orderBy('number')
    .execute()

test('rows stay known after the company changes its time zone', async () => {
  await publish('23/11/2026 09:15,Marie,,Fuite', '23/11/2026 10:40,Luc,,Panne')
  const id = await follow()
  expect(await read(id)).toMatchObject({ tickets: 2 })
  await db.updateTable('organisation').set({ time_zone: 'America/Cayenne' }).execute()
  await publish('23/11/2026 09:15,Marie,,Fuite', '23/11/2026 10:40,Luc,,Panne', '23/11/2026 11:00,Zoé,,Badge')
  expect(await read(id)).toMatchObject({ tickets: 3 })
  expect((await ticketsOf(id)).at(-1)?.reported_at).toBe('2026-11-23T10:00:00Z')
  await db.updateTable('organisation').set({ time_zone: 'Europe/Paris' }).execute()
})

test('a corrected date order applies to new rows, and known rows stay known', async () => {
  await publish('03/11/2026 09:15,Marie,,Fuite')
  const id = await follow({ dateOrder: 'monthFirst' })
  await read(id)
  expect((await ticketsOf(id))[0]?.reported_at).toBe('2026-03-11T08:15:00Z')
  await call(api.spreadsheets.change, { params: { id }, body: { version: 1, dateOrder: 'dayFirst' } })
  await publish('03/11/2026 09:15,Marie,,Fuite', '04/11/2026 09:15,Luc,,Panne')
  expect(await read(id)).toMatchObject({ tickets: 2, dateOrder: 'dayFirst' })
  expect((await ticketsOf(id))[1]?.reported_at).toBe('2026-11-04T08:15:00Z')
})

test('two people on one day without a time are two requests, and an edit of one stays an edit', async () => {
  await publish('23/11/2026,Marie,,Fuite')
  expect((await preview()).hasTimes).toBe(false)
  const id = await follow()
  await read(id)
  await publish('23/11/2026,Luc,,Panne')
  expect(await read(id)).toMatchObject({ tickets: 2 })
  await publish('23/11/2026,Luc,,Panne totale')
  expect(await read(id)).toMatchObject({ tickets: 2 })
  const steps = await db.selectFrom('step').select('body').execute()
  expect(steps.map(({ body }) => body).join()).toContain('Panne → Panne totale')
})

/** Lists the tickets that agents are mailed about. */
const mailedOf = async (id: string) => {
  const ids = (await ticketsOf(id)).map((ticket) => ticket.id)
  const isPlanned = sql<boolean>`not exists (
    select from event where seq is null or seq > (select mail_progress.seq from mail_progress))`
  await expect
    .poll(async () => (await sql<{ is: boolean }>`select ${isPlanned} as is`.execute(db)).rows[0]?.is, {
      timeout: 10_000,
    })
    .toBe(true)
  return (await db.selectFrom('opening').select('ticket_id').execute()).filter((one) => ids.includes(one.ticket_id))
}

test('existing rows are mailed only on demand, and the preview counts the agents who would be mailed', async () => {
  await publish('23/11/2026 09:15,Marie,,Fuite', '23/11/2026 10:40,Luc,,Panne')
  expect(await preview()).toMatchObject({ count: 2, readers: 1, hasTimes: true })
  const silent = await follow()
  await read(silent)
  expect(await mailedOf(silent)).toEqual([])
  await publish('23/11/2026 09:15,Marie,,Fuite', '23/11/2026 10:40,Luc,,Panne', '23/11/2026 11:00,Zoé,,Badge')
  await read(silent)
  expect(await mailedOf(silent)).toHaveLength(1)
  const loud = await follow({ mailsPast: true })
  await read(loud)
  expect(await mailedOf(loud)).toHaveLength(3)
})

test('a row that fails at the first reading raises an alert, and later rows are mailed', async () => {
  await sql`alter table spreadsheet_row add constraint no_fault check (cells->>'Nom' <> 'Fautif') not valid`.execute(db)
  await publish('23/11/2026 09:15,Marie,,Fuite', '23/11/2026 10:40,Fautif,,Panne')
  const id = await follow()
  expect(await read(id)).toMatchObject({ tickets: 1, readAt: expect.any(String), alert: { why: 'rows_failed' } })
  expect(await mailedOf(id)).toEqual([])
  await publish('23/11/2026 09:15,Marie,,Fuite', '23/11/2026 10:40,Fautif,,Panne', '23/11/2026 11:00,Zoé,,Badge')
  expect(await read(id)).toMatchObject({ tickets: 2, alert: { detail: '1' } })
  expect(await mailedOf(id)).toHaveLength(1)
  await sql`alter table spreadsheet_row drop constraint no_fault`.execute(db)
  expect(await read(id)).toMatchObject({ tickets: 3, alert: null })
})
