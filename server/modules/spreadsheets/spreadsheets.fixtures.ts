import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, expect } from 'vitest'
import { api } from '../../../contract/index.ts'
import type { ColumnRole, NewSpreadsheet, Spreadsheet } from '../../../contract/spreadsheets.ts'
import { testApp } from '../../../tests/app.ts'

export const header = 'Horodateur,Votre nom,Adresse e-mail,Société,Que se passe-t-il ?,Étage,N° de ticket'
export const marie = '23/11/2026 09:15:02,Marie Dupont,marie@dupont.test,Dupont Traiteur,La chaudière fuit,2,'
export const luc = '23/11/2026 10:40:10,Luc Roux,luc@roux.test,Roux Garage,"Plus d’eau chaude\ndepuis hier",,'
export const anne = '24/11/2026 08:00:00,Anne Petit,,,Badge perdu,1,'
export const roles: Record<string, ColumnRole> = {
  Horodateur: 'timestamp',
  'Votre nom': 'name',
  'Adresse e-mail': 'email',
  Société: 'company',
  'Que se passe-t-il ?': 'description',
  Étage: 'more',
  'N° de ticket': 'ticketNumber',
}

/** Returns a Guichet, and a web server that publishes a spreadsheet. Call it once at the top of a test file. */
export async function testSpreadsheets() {
  const guichet = await testApp()
  const { db } = guichet
  const { call } = guichet.administrator
  const web = await startWebServer()
  const show = async (id: string) => (await call(api.spreadsheets.list, {})).items.find((sheet) => sheet.id === id)
  let made = 0
  return {
    ...guichet,
    call,
    web,
    /** Has the web server publish these rows. */
    publish(...rows: string[]) {
      web.published = { type: 'text/csv', body: [header, ...rows].join('\r\n') }
    },
    /** Creates a spreadsheet at the web server's address. */
    async aSheet(fields: Partial<NewSpreadsheet> = {}) {
      const shared = { address: web.address, allowsPrivate: true, columns: roles, takesPast: true }
      const body = { name: `Demandes ${++made}`, ...shared, ...fields }
      return (await call(api.spreadsheets.create, { body })).id
    },
    show,
    /** Reads a spreadsheet now, to its end. */
    async read(id: string) {
      await call(api.spreadsheets.readNow, { params: { id } })
      await expect.poll(async () => (await show(id))?.reading, { timeout: 10_000 }).toBeNull()
      return (await show(id)) as Spreadsheet
    },
    ticketsOf: (id: string) =>
      db
        .selectFrom('spreadsheet_row')
        .innerJoin('ticket', 'ticket.id', 'spreadsheet_row.ticket_id')
        .selectAll('ticket')
        .where('spreadsheet_id', '=', id)
        .orderBy('number')
        .execute(),
    stepsOf: (ticketId: string) =>
      db
        .selectFrom('step')
        .select(['body', 'visibility', 'kind'])
        .where('ticket_id', '=', ticketId)
        .orderBy('id')
        .execute(),
  }
}

/** Starts a web server with one response, and something to do before it is sent. */
async function startWebServer() {
  const web = {
    address: '',
    published: { type: 'text/csv', body: '' } as {
      type: string
      body: string | Buffer
      status?: number
      location?: string
    },
    beforeResponse: null as (() => Promise<unknown>) | null,
  }
  const server = createServer(async (_request, response) => {
    const { status = 200, type, body, location } = web.published
    const act = web.beforeResponse
    web.beforeResponse = null
    await act?.()
    response.writeHead(status, { 'content-type': type, ...(location && { location }) }).end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  afterAll(() => server.close())
  web.address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/sheet.csv`
  return web
}
