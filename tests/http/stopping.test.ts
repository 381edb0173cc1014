import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { connect } from 'node:net'
import { sql } from 'kysely'
import { afterAll, expect, onTestFinished, test } from 'vitest'
import { openApp } from '../../server/app.ts'
import { makeDataDir } from '../data-dir.ts'
import { testDatabase } from '../database.ts'

const { url, db } = await testDatabase()
const dataDir = await makeDataDir()
afterAll(() => rm(dataDir, { recursive: true }))

async function anApp() {
  const settings = {
    databaseUrl: url,
    dataDir,
    alone: true,
    logLevel: 'silent',
    publicUrl: undefined,
    trustedProxies: [],
  }
  const app = await openApp(settings)
  await app.http.listen({ port: 0, host: '127.0.0.1' })
  return { ...app, port: (app.http.addresses()[0] as AddressInfo).port }
}

async function aConnection(port: number) {
  const socket = connect(port, '127.0.0.1').setEncoding('utf8')
  onTestFinished(() => void socket.destroy())
  await once(socket, 'connect')
  return socket
}

const asking = 'GET /api/setup HTTP/1.1\r\nhost: x\r\n\r\n'

test('stopping does not wait for connections kept open after their request', async () => {
  const { port, close } = await anApp()
  const first = fetch(`http://127.0.0.1:${port}/healthz`)
  const asked = [first, ...Array.from({ length: 11 }, () => fetch(`http://127.0.0.1:${port}/healthz`))]
  const answered = Promise.allSettled(asked.map(async (answer) => (await answer).text()))
  await first
  const start = performance.now()
  await close()
  expect(performance.now() - start).toBeLessThan(3_000)
  await answered
})

test('a request in progress gets its response before its connection is cut', async () => {
  const { port, close } = await anApp()
  const socket = await aConnection(port)
  const lock = Promise.withResolvers<void>()
  const locked = Promise.withResolvers<void>()
  const locking = db.transaction().execute(async (tx) => {
    await sql`lock table organisation in access exclusive mode`.execute(tx)
    locked.resolve()
    await lock.promise
  })
  await locked.promise
  socket.write(asking)
  const waiting = sql`select 1 from pg_locks where relation = 'organisation'::regclass and not granted`
  await expect.poll(async () => (await waiting.execute(db)).rows.length).toBe(1)
  const closed = close()
  lock.resolve()
  const [answer] = await once(socket, 'data')
  expect(answer).toMatch(/^HTTP\/1.1 200 /)
  await Promise.all([closed, locking])
})
