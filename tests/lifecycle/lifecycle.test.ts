import { once } from 'node:events'
import { rename } from 'node:fs/promises'
import { request } from 'node:http'
import path from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { api } from '../../contract/index.ts'
import { findPostgresOn } from '../../server/platform/embedded-postgres/find-postgres.ts'
import { makeDataDir, removeDataDir } from '../data-dir.ts'
import { callerOf, type Guichet, health, signIn, startGuichet } from '../guichet.ts'

const clusterOf = (dataDir: string) => path.join(dataDir, 'postgres', 'cluster')

async function aDataDir(): Promise<string> {
  const dataDir = await makeDataDir()
  onTestFinished(() => removeDataDir(dataDir))
  return dataDir
}

async function aGuichetOn(dataDir: string): Promise<Guichet> {
  const guichet = await startGuichet({ DATA_DIR: dataDir })
  onTestFinished(() => guichet.kill())
  return guichet
}

test('a second Guichet on the same data is refused in plain words, and the first does not notice', async () => {
  const dataDir = await aDataDir()
  const first = await aGuichetOn(dataDir)
  await first.healthy

  const second = await aGuichetOn(dataDir)
  const [code] = await once(second.process, 'exit')
  expect(code).toBe(1)
  expect(second.output()).toContain(`already runs on the data folder ${dataDir} (process ${first.process.pid}`)
  expect(second.output()).not.toContain('    at ')
  expect(await health(first.base)).toBe(200)
})

test('SIGTERM lets a request in flight finish, then stops everything, the database last', async () => {
  const dataDir = await aDataDir()
  const guichet = await aGuichetOn(dataDir)
  await guichet.healthy
  const signedIn = await signIn(guichet.base)
  const { id: contactId } = await callerOf(guichet.base, signedIn)(api.contacts.create, {
    body: { name: 'Garage Petit' },
  })

  const body = JSON.stringify({ title: 'Le pont ne monte plus', contactIds: [contactId] })
  const inFlight = await halfSent(guichet, signedIn, body)
  const stopped = guichet.stop()
  await vi.waitFor(async () => expect(await health(guichet.base)).not.toBe(200), 10_000)
  inFlight.finish()
  const answer = await inFlight.answer

  expect(answer.statusCode).toBe(201)
  expect(await stopped).toBe(0)
  expect(await findPostgresOn(clusterOf(dataDir))).toEqual([])

  const next = await aGuichetOn(dataDir)
  await next.healthy
  const { items } = await callerOf(next.base, signedIn)(api.tickets.list, { query: {} })
  expect(items.map(({ title }) => title)).toEqual(['Le pont ne monte plus'])
  expect(next.output()).not.toContain('left running')
})

test('npm start leaves nothing running when it is stopped, or gets Ctrl-C in its first second', async () => {
  const dataDir = await aDataDir()
  const guichet = await startGuichet({ DATA_DIR: dataDir }, ['npm', 'start'])
  onTestFinished(() => guichet.kill())
  await guichet.healthy
  expect(await guichet.stop()).toBe(0)
  expect(guichet.output()).toContain('Stopped.')
  expect(await findPostgresOn(clusterOf(dataDir))).toEqual([])

  const hurried = await aGuichetOn(dataDir)
  await vi.waitFor(async () => expect(await findPostgresOn(clusterOf(dataDir))).not.toEqual([]), 10_000)
  hurried.process.kill('SIGINT')
  hurried.process.kill('SIGINT') // the terminal's and npm's
  expect(await once(hurried.process, 'exit')).toEqual([0, null])
  expect(await findPostgresOn(clusterOf(dataDir))).toEqual([])
})

test('a killed database is started again: 503 within five seconds meanwhile, then all is as before', async () => {
  const dataDir = await aDataDir()
  const guichet = await aGuichetOn(dataDir)
  await guichet.healthy
  const signedIn = await signIn(guichet.base)
  const call = callerOf(guichet.base, signedIn)

  // Without its control file PostgreSQL cannot start: it stays away for as long as the test wants.
  const control = path.join(clusterOf(dataDir), 'global', 'pg_control')
  await rename(control, `${control}.away`)
  for (const pid of await findPostgresOn(clusterOf(dataDir))) process.kill(pid, 'SIGKILL')
  const start = performance.now()
  await vi.waitFor(async () => expect(await health(guichet.base)).toBe(503), 5000)
  await expect(call(api.contacts.create, { body: { name: 'Trop tôt' } })).rejects.toMatchObject({ status: 503 })
  expect(performance.now() - start).toBeLessThan(5000)

  await rename(`${control}.away`, control)
  await vi.waitFor(async () => expect(await health(guichet.base)).toBe(200), 10_000)
  await call(api.contacts.create, { body: { name: 'Juste à temps' } })
  expect(guichet.process.exitCode).toBeNull()
})

/** Sends half of a creation, and the rest when told to. Resolves once the server has begun with it. */
async function halfSent(guichet: Guichet, signedIn: { cookie: string }, body: string) {
  const { hostname, port } = new URL(guichet.base)
  const half = Math.floor(body.length / 2)
  const sending = request({
    hostname,
    port,
    method: 'POST',
    path: api.tickets.create.path,
    headers: {
      ...signedIn,
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      // The server says that it has the headers.
      expect: '100-continue',
    },
  })
  await once(sending, 'continue')
  sending.write(body.slice(0, half))
  const answer = once(sending, 'response').then(([response]) => {
    response.resume()
    return response as { statusCode: number }
  })
  return { answer, finish: () => sending.end(body.slice(half)) }
}
