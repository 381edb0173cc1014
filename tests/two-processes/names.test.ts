import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { api } from '../../contract/index.ts'
import { makeDataDir, removeDataDir } from '../data-dir.ts'
import { type ForeignPostgres, startForeignPostgres } from '../foreign-postgres.ts'
import { callerOf, type Guichet, signIn, startGuichet } from '../guichet.ts'
import { type LiveStream, listen } from '../live-stream.ts'

/** Server that caches names in its memory; two of them run. */
type Server = { guichet: Guichet; call: ReturnType<typeof callerOf>; stream: LiveStream }

let postgres: ForeignPostgres
let dataDir: string
let servers: Server[]
let ticketId: string
/** Each renames one record through one server. */
let renames: ((by: Server, name: string) => Promise<string>)[]

beforeAll(async () => {
  postgres = await startForeignPostgres()
  dataDir = await makeDataDir()
  const environment = { DATABASE_URL: postgres.url, DATA_DIR: dataDir }
  const both = await Promise.all([startGuichet(environment), startGuichet(environment)])
  await Promise.all(both.map(({ healthy }) => healthy))
  const signedIn = await signIn((both[0] as Guichet).base)
  servers = await Promise.all(
    both.map(async (guichet) => ({
      guichet,
      call: callerOf(guichet.base, signedIn),
      stream: await listen(guichet.base, signedIn),
    })),
  )
  const { call } = servers[0] as Server
  const company = await call(api.companies.create, { body: { name: 'Garage 0' } })
  const contact = await call(api.contacts.create, { body: { name: 'Marie 0', companyId: company.id } })
  const me = await call(api.session.show, {})
  const body = { title: 'Rideau bloqué', contactIds: [contact.id], leadId: me.id }
  ticketId = (await call(api.tickets.create, { body })).id
  renames = [
    async (by, name) => {
      const { version } = await by.call(api.companies.show, { params: { id: company.id } })
      await by.call(api.companies.change, { params: { id: company.id }, body: { version, name } })
      return company.id
    },
    async (by, name) => {
      const { version } = await by.call(api.contacts.show, { params: { id: contact.id } })
      await by.call(api.contacts.change, { params: { id: contact.id }, body: { version, name } })
      return contact.id
    },
    async (by, name) => {
      await by.call(api.agents.change, { params: { id: me.id }, body: { name } })
      return me.id
    },
  ]
})

afterAll(async () => {
  for (const { stream } of servers) stream.cut()
  await Promise.all(servers.map(({ guichet }) => guichet.stop()))
  await postgres.remove()
  await removeDataDir(dataDir)
})

/** Returns the three names, of the list and of the ticket's page. */
async function namesOn({ call }: Server): Promise<(string | null | undefined)[][]> {
  const [list, page] = await Promise.all([
    call(api.tickets.list, { query: {} }),
    call(api.tickets.show, { params: { key: ticketId } }),
  ])
  const [row] = list.items
  return [
    [row?.company, row?.contact, row?.lead?.name],
    [page.company?.name, page.contacts[0]?.name, page.lead?.name],
  ]
}

test('each server reads its own writes at once, and those of the other from the moment it tells their news', async () => {
  const known = ['Garage 0', 'Marie 0', (await namesOn(servers[0] as Server))[0]?.[2] ?? '']
  let count = 0
  const act = fc.record({ server: fc.nat(1), record: fc.nat(2), reads: fc.nat(4) })
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 6 }), async (acts) => {
      for (const { server, record, reads } of acts) {
        const writer = servers[server] as Server
        const other = servers[1 - server] as Server
        count += 1
        const name = `Nom ${count}`
        // Reads that begin before the change and end after it must leave nothing outdated behind.
        const meanwhile = Array.from({ length: reads }, (_, n) => namesOn(servers[n % 2] as Server))
        const heardBefore = other.stream.heard.length
        const id = (await renames[record]?.(writer, name)) as string
        known[record] = name
        expect(await namesOn(writer)).toEqual([known, known])
        await expect
          .poll(() => other.stream.heard.slice(heardBefore).some(({ data }) => data.id === id), { timeout: 5_000 })
          .toBe(true)
        expect(await namesOn(other)).toEqual([known, known])
        await Promise.all(meanwhile)
        for (const each of servers) expect(await namesOn(each)).toEqual([known, known])
      }
    }),
    { numRuns: 12, endOnFailure: true },
  )
})
