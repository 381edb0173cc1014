import { request } from 'node:http'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { api } from '../../../contract/index.ts'
import { password, testApp } from '../../../tests/app.ts'

const { db, base, hire } = await testApp()

type Attempt = { from: string; email: string; secret?: string; cookie?: string }

/** Signs in from one of the loopback addresses. */
function attempt({ from, email, secret = 'wrong', cookie = '' }: Attempt) {
  return new Promise<{ status: number; cookies: string; seconds: number }>((resolve, reject) => {
    const headers = { 'content-type': 'application/json', cookie }
    const sent = request(base + api.session.create.path, { method: 'POST', localAddress: from, headers }, (answer) => {
      const cookies = (answer.headers['set-cookie'] ?? []).map((line) => line.split(';')[0]).join('; ')
      const seconds = Number(answer.headers['retry-after'] ?? 0)
      answer.resume().on('end', () => resolve({ status: answer.statusCode ?? 0, cookies, seconds }))
    })
    sent.on('error', reject).end(JSON.stringify({ email, password: secret }))
  })
}

const guessFrom40Addresses = (email: string) =>
  Promise.all(Array.from({ length: 40 }, (_, n) => attempt({ from: `127.0.1.${n + 1}`, email })))

describe('guesses at one account', () => {
  test('are throttled from 40 addresses, and the owner still gets in', async () => {
    const owner = await hire('technician')
    const outcomes = await guessFrom40Addresses(owner.email)
    expect(outcomes.filter(({ status }) => status === 401).length).toBeLessThanOrEqual(11)
    const slowed = outcomes.filter(({ status }) => status === 429)
    expect(slowed.length).toBeGreaterThanOrEqual(29)
    expect(slowed[0]?.seconds).toBeGreaterThan(0)
    expect(await attempt({ from: '127.0.0.1', email: owner.email, secret: password })).toMatchObject({ status: 201 })
  })

  test('are delayed twice as long after each failure, up to 15 minutes', async () => {
    const { email } = await hire('technician')
    await guessFrom40Addresses(email)
    const later = () => sql`update throttle set last_failed_at = now() - interval '16 minutes'`.execute(db)
    const waits: number[] = []
    for (let n = 0; n < 12; n++) {
      await later()
      await attempt({ from: `127.0.2.${n + 1}`, email })
      waits.push((await attempt({ from: `127.0.2.${n + 101}`, email })).seconds)
    }
    expect(waits.slice(0, 3)).toEqual([2, 4, 8])
    expect(waits.at(-1)).toBe(900)
  })

  test('are throttled for unknown addresses in the same way', async () => {
    const outcomes = await guessFrom40Addresses('nobody@example.test')
    expect(outcomes.filter(({ status }) => status === 429).length).toBeGreaterThanOrEqual(29)
  })

  test('do not lock out a colleague at the same IP address', async () => {
    const [guessed, colleague] = [await hire('technician'), await hire('technician')]
    for (let n = 0; n < 9; n++) await attempt({ from: '127.0.0.1', email: guessed.email })
    expect((await attempt({ from: '127.0.0.1', email: colleague.email, secret: password })).status).toBe(201)
  })

  test('do not lock out the owner’s browser at the same IP address', async () => {
    const owner = await hire('technician')
    const { cookies } = await attempt({ from: '127.0.3.1', email: owner.email, secret: password })
    for (let n = 0; n < 8; n++) await attempt({ from: '127.0.3.2', email: owner.email })
    const given = { from: '127.0.3.2', email: owner.email, secret: password }
    expect((await attempt(given)).status).toBe(429)
    expect((await attempt({ ...given, cookie: cookies })).status).toBe(201)
  })

  test('do not lock out the owner’s browser when the IP address exceeds its rate limit', async () => {
    const owner = await hire('technician')
    const { cookies } = await attempt({ from: '127.0.6.1', email: owner.email, secret: password })
    for (let n = 0; n < 20; n++) await attempt({ from: '127.0.6.2', email: owner.email })
    const given = { from: '127.0.6.2', email: owner.email, secret: password }
    const forged = `guichet_device=${'x'.repeat(43)}`
    expect((await attempt({ ...given, cookie: forged })).status).toBe(429)
    expect((await attempt({ ...given, cookie: cookies })).status).toBe(201)
  })

  test('from before the clock was set back do not delay free attempts, and others 15 minutes at most', async () => {
    const setBack = () => sql`update throttle set last_failed_at = now() + interval '3 hours'`.execute(db)
    const owner = await hire('technician')
    await attempt({ from: '127.0.0.1', email: owner.email })
    await setBack()
    expect(await attempt({ from: '127.0.0.1', email: owner.email, secret: password })).toMatchObject({ status: 201 })
    for (let n = 0; n < 6; n++) await attempt({ from: '127.0.5.1', email: owner.email })
    await setBack()
    const slowed = await attempt({ from: '127.0.5.1', email: owner.email })
    expect(slowed.status).toBe(429)
    expect(slowed.seconds).toBeLessThanOrEqual(900)
  })

  test('are forgotten after the right password', async () => {
    const owner = await hire('technician')
    for (let n = 0; n < 3; n++) await attempt({ from: '127.0.0.1', email: owner.email })
    await attempt({ from: '127.0.0.1', email: owner.email, secret: password })
    const again = []
    for (let n = 0; n < 5; n++) again.push((await attempt({ from: '127.0.0.1', email: owner.email })).status)
    expect(again).toEqual([401, 401, 401, 401, 401])
  })
})
