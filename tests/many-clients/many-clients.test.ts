import { createHash, randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { get, type IncomingMessage } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { client } from '../../contract/client.ts'
import { api } from '../../contract/index.ts'
import { freePort } from '../../server/platform/embedded-postgres/endpoint.ts'
import { makeDataDir, removeDataDir } from '../data-dir.ts'
import { type ForeignPostgres, startForeignPostgres } from '../foreign-postgres.ts'
import { callerOf, type Guichet, signIn, startGuichet } from '../guichet.ts'
import { siteToken } from '../site-token.ts'

/**
 * A thousand clients with their page open while their tickets change: real streams, a real server. Half of them are on
 * our own page, half in a website's, which vouches for each, from another origin.
 */
const clients = 1_000
const origin = 'https://boutique.example'
const rounds = 150

type Client = {
  id: string
  ticketId: string
  token: string
  /** Origin of the page that they are on, when it is not ours. */
  origin?: string
  heard: { id: string; at: number }[]
  stream?: IncomingMessage
}

let postgres: ForeignPostgres
let dataDir: string
let guichet: Guichet
let desk: ReturnType<typeof callerOf>
let people: Client[]

beforeAll(async () => {
  postgres = await startForeignPostgres()
  dataDir = await makeDataDir()
  const port = String(await freePort())
  const PUBLIC_URL = `http://127.0.0.1:${port}`
  guichet = await startGuichet({ DATABASE_URL: postgres.url, DATA_DIR: dataDir, PORT: port, PUBLIC_URL })
  await guichet.healthy
  desk = callerOf(guichet.base, await signIn(guichet.base))
  people = shuffle(await populate(), await vouchFor(clients / 2))
  await Promise.all(people.map(listen))
})

afterAll(async () => {
  for (const { stream } of people ?? []) stream?.destroy()
  await guichet?.stop()
  await postgres?.remove()
  await removeDataDir(dataDir)
})

/** One of these and one of those, in turn. */
const shuffle = (these: Client[], those: Client[]) => these.flatMap((one, n) => [one, those[n] ?? []].flat())

/** Clients who have signed in by a mailed link, each with a ticket. */
async function populate(): Promise<Client[]> {
  const connection = new pg.Client({ connectionString: postgres.url })
  await connection.connect()
  const { rows } = await connection.query<{ id: string; ticketId: string }>(
    `with made as (
       insert into contact (id, name, email)
       select gen_random_uuid(), 'Client ' || n, 'client' || n || '@example.test' from generate_series(1, $1::int) n
       returning id),
     opened as (
       insert into ticket (id, kind, title, criticality, channel, reported_at, reporter_contact_id)
       select gen_random_uuid(), 'incident', 'Panne', 'normal', 'portal', now(), id from made
       returning id, reporter_contact_id)
     select reporter_contact_id as id, id as "ticketId" from opened`,
    [clients / 2],
  )
  const made = rows.map((row) => ({ ...row, token: randomBytes(32).toString('base64url'), heard: [] }))
  const hashes = made.map(({ token }) => createHash('sha256').update(token).digest('hex'))
  await connection.query(
    `insert into client_session (id, contact_id, token_hash, address, expires_at)
     select gen_random_uuid(), contact_id, hash, email, now() + interval '1 day'
     from unnest($1::uuid[], $2::text[]) as session (contact_id, hash) join contact on contact.id = contact_id`,
    [made.map(({ id }) => id), hashes],
  )
  await connection.end()
  return made
}

/** Makes clients for whom a website has vouched, each by a token of their own, who have opened a ticket from its page. */
async function vouchFor(count: number): Promise<Client[]> {
  const site = await desk(api.websites.create, { body: { name: 'Boutique', origin } })
  const vouched: Client[] = []
  const enter = async (n: number) => {
    const token = await siteToken(site, { sub: `user ${n}`, name: `Client ${n}` })
    const { session, me } = await callFrom(origin)(api.portal.exchange, { body: { token } })
    const person: Client = { id: me.id, ticketId: '', token: session, origin, heard: [] }
    const opened = await callAs(person)(api.portal.create, { body: { title: 'Panne' } })
    vouched.push({ ...person, ticketId: opened.id })
  }
  for (let begun = 0; begun < count; begun += atOnce)
    await Promise.all(Array.from({ length: atOnce }, (_, n) => enter(begun + n)))
  return vouched
}

const atOnce = 10
const callFrom = (from: string) => client({ base: guichet.base, headers: () => ({ origin: from }) })
const headersOf = ({ token, origin: from }: Client) => ({
  authorization: `Bearer ${token}`,
  ...(from && { origin: from, 'sec-fetch-site': 'cross-site' }),
})
const callAs = (person: Client) => client({ base: guichet.base, headers: () => headersOf(person) })

/** Resolves once the server has said hello. */
function listen(person: Client): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const headers = headersOf(person)
  get(guichet.base + api.portal.live.path, { headers, agent: false }, (stream) => {
    person.stream = stream
    stream.setEncoding('utf8')
    stream.on('error', () => undefined) // cut at the end
    stream.on('data', (text: string) => {
      if (text.includes('event: hello')) resolve()
      for (const [, id = ''] of text.matchAll(/"subject":"ticket","id":"([^"]+)"/g))
        person.heard.push({ id, at: performance.now() })
    })
  }).on('error', reject)
  return promise
}

const p95 = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length * 0.95)] ?? 0

async function memory(): Promise<number> {
  const rollup = await readFile(`/proc/${guichet.process.pid}/smaps_rollup`, 'utf8')
  return Number(/^Pss:\s+(\d+)/m.exec(rollup)?.[1]) / 1024
}

test('each hears of their own ticket within a second and of no other, while the desk and the pages stay quick', async () => {
  const heardAfter: number[] = []
  const answeredIn: number[] = []
  const before = await memory()
  for (let round = 0; round < rounds; round++) {
    const person = people[(round * 7) % clients]
    if (!person) throw new Error('nobody')
    const mine = callAs(person)
    const known = person.heard.length
    const timed = async <T>(call: Promise<T>) => {
      const begun = performance.now()
      await call
      answeredIn.push(performance.now() - begun)
    }
    const begun = performance.now()
    const body = { kind: 'information', visibility: 'public', body: `Passage ${round}` } as const
    await timed(desk(api.tickets.addStep, { params: { id: person.ticketId }, body }))
    await timed(
      desk(api.tickets.addStep, { params: { id: person.ticketId }, body: { ...body, visibility: 'internal' } }),
    )
    await timed(mine(api.portal.show, { params: { key: person.ticketId } }))
    await timed(mine(api.portal.list, { query: {} }))
    await expect.poll(() => person.heard.length, { timeout: 5_000, interval: 5 }).toBeGreaterThan(known)
    heardAfter.push((person.heard.at(known)?.at ?? Number.POSITIVE_INFINITY) - begun)
  }
  await delay(1_000) // what would come too late, or twice
  const after = await memory()
  console.log(
    `${clients} streams, ${rounds} changes: heard after ${p95(heardAfter).toFixed(0)} ms (p95), ${Math.max(...heardAfter).toFixed(0)} ms at most; answers ${p95(answeredIn).toFixed(0)} ms (p95); ${before.toFixed(0)} then ${after.toFixed(0)} MB`,
  )
  expect(people.flatMap(({ heard, ticketId }) => heard.filter(({ id }) => id !== ticketId))).toEqual([])
  expect(people.reduce((count, { heard }) => count + heard.length, 0)).toBe(rounds)
  expect(people.filter(({ stream }) => stream?.destroyed)).toEqual([])
  expect(Math.max(...heardAfter)).toBeLessThanOrEqual(1_000)
  expect(p95(answeredIn)).toBeLessThanOrEqual(300)
  expect(after - before).toBeLessThanOrEqual(40)
})

test('each sees within a second what they wrote themselves, and in their list nothing of anybody else', async () => {
  const heardAfter: number[] = []
  const foreign: string[] = []
  const write = async (person: Client) => {
    const known = person.heard.length
    const mine = callAs(person)
    const begun = performance.now()
    await mine(api.portal.addStep, { params: { id: person.ticketId }, body: { body: 'De ma part' } })
    await expect.poll(() => person.heard.length, { timeout: 5_000, interval: 5 }).toBeGreaterThan(known)
    heardAfter.push((person.heard.at(known)?.at ?? Number.POSITIVE_INFINITY) - begun)
    const { items } = await mine(api.portal.list, { query: {} })
    foreign.push(...items.filter(({ id }) => id !== person.ticketId).map(({ id }) => id))
    expect(items).toHaveLength(1)
  }
  for (let begun = 0; begun < clients; begun += atOnce)
    await Promise.all(people.slice(begun, begun + atOnce).map(write))
  console.log(
    `${clients} wrote: heard after ${p95(heardAfter).toFixed(0)} ms (p95), ${Math.max(...heardAfter).toFixed(0)} ms at most`,
  )
  expect(foreign).toEqual([])
  expect(people.flatMap(({ heard, ticketId }) => heard.filter(({ id }) => id !== ticketId))).toEqual([])
  expect(people.filter(({ stream }) => stream?.destroyed)).toEqual([])
  expect(Math.max(...heardAfter)).toBeLessThanOrEqual(1_000)
})
