import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import path from 'node:path'
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import { api } from '../../contract/index.ts'
import { makeDataDir, removeDataDir } from '../data-dir.ts'
import { type ForeignPostgres, startForeignPostgres } from '../foreign-postgres.ts'
import { callerOf, type Guichet, health, signIn, startGuichet } from '../guichet.ts'

/** Guichet that may open 64 files and connections, on a PostgreSQL that may open more. */
let postgres: ForeignPostgres
let dataDir: string
let guichet: Guichet

const main = path.resolve(import.meta.dirname, '../../dist/server/main.js')
const limited: [string, ...string[]] = ['sh', '-c', `ulimit -n 64 && exec "${process.execPath}" "${main}"`]

beforeAll(async () => {
  dataDir = await makeDataDir()
  postgres = await startForeignPostgres()
  guichet = await startGuichet({ DATA_DIR: dataDir, DATABASE_URL: postgres.url }, limited)
  await guichet.healthy
})
afterAll(async () => {
  await guichet?.stop()
  await postgres?.remove()
  await removeDataDir(dataDir)
})

test('connections beyond the limit wait or are cut, nothing acknowledged is lost, and it recovers by itself', async () => {
  const signedIn = await signIn(guichet.base)
  const call = callerOf(guichet.base, signedIn)
  const create = (title: string) => call(api.contacts.create, { body: { name: title } })
  const { id } = await create('Avant')
  const { hostname, port } = new URL(guichet.base)
  const sockets: Socket[] = []
  for (let made = 0; made < 150; made += 1) {
    const socket = connect(Number(port), hostname)
    socket.on('error', () => {})
    sockets.push(socket)
  }
  await Promise.all(sockets.map((socket) => Promise.race([once(socket, 'connect'), once(socket, 'close')])))
  const during = await Promise.allSettled(Array.from({ length: 5 }, (_, at) => create(`Pendant ${at}`)))
  // For as long as it takes to look at its own memory, which takes a descriptor too.
  const until = Date.now() + 4_000
  while (Date.now() < until) during.push(...(await Promise.allSettled([create('Encore')])))
  for (const socket of sockets) socket.destroy()
  await vi.waitFor(async () => expect(await health(guichet.base)).toBe(200), 20_000)
  const acknowledged = during.flatMap((one) => (one.status === 'fulfilled' ? [one.value.id] : []))
  const after = await create('Après')
  for (const kept of [id, after.id, ...acknowledged])
    expect(await call(api.contacts.show, { params: { id: kept } })).toMatchObject({ id: kept })
  expect(guichet.process.exitCode).toBeNull()
  expect(guichet.output().split('\n').length).toBeLessThan(20)
})

test('the embedded PostgreSQL needs more, and says so at the start', async () => {
  const own = await makeDataDir()
  onTestFinished(() => removeDataDir(own))
  const refused = await startGuichet({ DATA_DIR: own }, limited)
  await expect(refused.healthy).rejects.toThrow(/insufficient file descriptors/)
})
