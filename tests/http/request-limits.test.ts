import { once } from 'node:events'
import { connect } from 'node:net'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { api } from '../../contract/index.ts'
import { testApp } from '../app.ts'
import { aContact } from '../factories.ts'

const { app, base, db, administrator } = await testApp()

function signIn(email: string, headers: Record<string, string> = {}) {
  return fetch(base + api.session.create.path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ email, password: 'wrong' }),
  })
}

test('guesses at many accounts from one address are throttled, whatever address they claim', async () => {
  const guess = (account: number, n: number) =>
    signIn(`guess${account}@example.test`, { 'x-forwarded-for': `192.0.2.${n}` })
  const guessEach = (n: number) => Promise.all(Array.from({ length: 9 }, (_, account) => guess(account, n)))
  await guessEach(0)
  // Accounts that are throttled already: guesses at them are counted without hashing.
  await sql`update throttle set failures = 20`.execute(db)
  for (let n = 1; n < 10; n++) await guessEach(n)
  const statuses: number[] = []
  for (let account = 9; account < 20; account++) statuses.push((await guess(account, 10)).status)
  expect(statuses).toEqual([...Array(9).fill(401), 429, 429]) // Léa has signed in before.
  const seconds = Number((await signIn('lea@example.test')).headers.get('retry-after'))
  expect(seconds).toBeGreaterThan(30)
  expect(seconds).toBeLessThanOrEqual(60)
})

test('anonymous requests are refused before their body is read', async () => {
  const { hostname, port } = new URL(base)
  const socket = connect(Number(port), hostname)
  socket.write(`POST ${api.tickets.create.path} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n`)
  socket.write('content-length: 1000000\r\n\r\n{')
  const [answer] = await once(socket.setEncoding('utf8'), 'data')
  expect(answer).toMatch(/^HTTP\/1.1 401 /)
  socket.destroy()
})

test('a request that never ends times out', () => {
  expect(app.http.server.requestTimeout).toBeGreaterThan(0)
  expect(app.http.server.headersTimeout).toBeGreaterThan(0)
})

test('no cache stores personal responses', async () => {
  const contact = await aContact(administrator)
  const { cookie } = administrator
  for (const path of [`/api/contacts/${contact.id}`, '/api/session', '/api/contacts/none'])
    expect((await fetch(base + path, { headers: { cookie } })).headers.get('cache-control')).toBe('no-store')
})
