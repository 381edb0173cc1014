import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import { api } from '../../contract/index.ts'
import { makeDataDir, removeDataDir } from '../data-dir.ts'
import { type ForeignPostgres, startForeignPostgres } from '../foreign-postgres.ts'
import { administrator, callerOf, type Guichet, health, signIn, startGuichet } from '../guichet.ts'
import { listen } from '../live-stream.ts'

/** Two servers behind one load balancer, on a PostgreSQL of the host. */
let postgres: ForeignPostgres
let dataDir: string
let here: Guichet
let there: Guichet
let signedIn: { cookie: string }
let contactId: string

beforeAll(async () => {
  postgres = await startForeignPostgres()
  dataDir = await makeDataDir()
  const environment = { DATABASE_URL: postgres.url, DATA_DIR: dataDir }
  // Both at once, on an empty database: one migrates while the other waits.
  ;[here, there] = await Promise.all([startGuichet(environment), startGuichet(environment)])
  await Promise.all([here.healthy, there.healthy])
  signedIn = await signIn(here.base)
  contactId = (await callerOf(here.base, signedIn)(api.contacts.create, { body: { name: 'Atelier Morin' } })).id
})

afterAll(async () => {
  await Promise.all([here?.stop(), there?.stop()])
  await postgres?.remove()
  await removeDataDir(dataDir)
})

async function aTicket(on: Guichet, title = 'Rideau bloqué'): Promise<string> {
  const body = { title, contactIds: [contactId] }
  return (await callerOf(on.base, signedIn)(api.tickets.create, { body })).id
}

test('a change through one server is news from the other within a second', async () => {
  const stream = await listen(there.base, signedIn)
  onTestFinished(stream.cut)
  for (let time = 1; time <= 5; time++) {
    const start = performance.now()
    const id = await aTicket(here)
    await stream.waitFor(({ data }) => data.name === 'ticket.created' && data.id === id)
    expect(performance.now() - start).toBeLessThan(1000)
  }
})

test('a reader who reconnects with the last id misses nothing and gets nothing twice', async () => {
  const created: string[] = []
  const keepCreating = async (on: Guichet) => {
    for (let time = 1; time <= 30; time++) created.push(await aTicket(on))
  }
  let stream = await listen(there.base, signedIn)
  const all = [stream]
  const creating = Promise.all([keepCreating(here), keepCreating(there)])
  for (const server of [here, there, here, there]) {
    await stream.waitFor(({ event }) => event === 'news')
    stream.cut()
    stream = await listen(server.base, signedIn, lastIdOf(stream))
    all.push(stream)
  }
  await creating
  onTestFinished(stream.cut)

  const heard = () => all.flatMap((one) => one.heard).filter(({ data }) => data.name === 'ticket.created')
  await vi.waitFor(
    () =>
      expect(
        heard()
          .map(({ data }) => data.id)
          .sort(),
      ).toEqual([...created].sort()),
    5000,
  )
  const places = heard().map(({ id }) => id)
  expect(places).toEqual([...places].sort((a, b) => a - b))
})

test('an agent who types on a ticket is shown by both servers within a second, and leaves both', async () => {
  const id = await aTicket(here)
  const { password } = administrator
  const by = { on: callerOf(here.base, signedIn) }
  await by.on(api.agents.create, {
    body: { name: 'Claire Morel', email: 'claire@example.test', role: 'technician', password },
  })
  const claire = callerOf(there.base, await signIn(there.base, 'claire@example.test'))
  const page = (name: string, doing: 'looking' | 'typing' | 'left') => ({ params: { id }, body: { page: name, doing } })
  const stream = await listen(here.base, signedIn)
  onTestFinished(stream.cut)
  await by.on(api.presence.tell, page('page-of-lea', 'looking'))
  const start = performance.now()
  expect(await claire(api.presence.tell, page('page-of-claire', 'typing'))).toMatchObject({
    others: [{ doing: 'looking' }],
  })
  await stream.waitFor(({ data }) => data.doing === 'typing')
  expect(performance.now() - start).toBeLessThan(1000)
  await claire(api.presence.tell, page('page-of-claire', 'left'))
  await stream.waitFor(({ data }) => data.doing === 'left')
  expect(await by.on(api.presence.tell, page('page-of-lea', 'looking'))).toEqual({ others: [] })
})

test('both servers report an outage of the database within five seconds, and recover by themselves', async () => {
  await postgres.stop()
  for (const { base } of [here, there]) {
    const start = performance.now()
    expect(await health(base)).toBe(503)
    const answer = await fetch(`${base}${api.tickets.create.path}`, {
      method: 'POST',
      headers: { ...signedIn, 'content-type': 'application/json' },
      body: JSON.stringify({ title: 'Trop tôt', contactIds: [contactId] }),
    })
    expect(answer.status).toBe(503)
    expect(performance.now() - start).toBeLessThan(5000)
  }

  await postgres.start()
  await vi.waitFor(
    async () => expect(await Promise.all([health(here.base), health(there.base)])).toEqual([200, 200]),
    10_000,
  )
  const stream = await listen(there.base, signedIn)
  onTestFinished(stream.cut)
  const id = await aTicket(here)
  await stream.waitFor(({ data }) => data.id === id)

  // The log tells the outage once, however many requests and tasks failed.
  const lines = () =>
    here
      .output()
      .split('\n')
      .filter((line) => line.startsWith('{'))
  await vi.waitFor(() => expect(lines().at(-1)).toContain('The database answers again, after'), 15_000)
  expect(lines()).toEqual([expect.stringContaining('The database does not answer.'), expect.any(String)])
})

function lastIdOf(stream: { heard: { id: number }[] }): number {
  return stream.heard.at(-1)?.id ?? 0
}
