import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { api } from '../../../contract/index.ts'
import { password, signIn, testApp } from '../../../tests/app.ts'
import { refusal } from '../../../tests/factories.ts'
import { hashPassword } from '../../platform/password-hash.ts'
import { setUpToken } from './index.ts'

const { app, db, base, administrator, hire } = await testApp()

describe('set-up', () => {
  test('works once by its link', async () => {
    expect(await administrator.call(api.setup.show, {})).toEqual({
      done: true,
      organisation: 'Thermo-Loire',
      look: { colour: null, logo: null },
      canMail: false,
    })
    const body = {
      token: await setUpToken(app.ctx),
      organisation: 'Pirates',
      name: 'X',
      email: 'x@example.test',
      password,
    }
    expect(await refusal(administrator.call(api.setup.complete, { body }))).toMatchObject({ code: 'set_up_done' })
    const forged = { ...body, token: 'x'.repeat(43) }
    expect(await refusal(administrator.call(api.setup.complete, { body: forged }))).toMatchObject({
      code: 'set_up_link_refused',
    })
  })
})

describe('signing in', () => {
  test('gives the same response for an unknown address and a wrong password', async () => {
    const attempts = ['lea@example.test', 'nobody@example.test'].map((email) =>
      refusal(administrator.call(api.session.create, { body: { email, password: 'wrong' } })),
    )
    const [known, unknown] = await Promise.all(attempts)
    expect(known).toMatchObject({ code: 'wrong_credentials', status: 401 })
    expect(unknown?.message).toBe(known?.message)
  })

  test('throttles guesses at an account and says how long to wait', async () => {
    const body = { email: 'guessed@example.test', password: 'wrong' }
    const refusals = []
    for (let n = 0; n < 12; n++) refusals.push(await refusal(administrator.call(api.session.create, { body })))
    for (const { code, details } of refusals.slice(-2)) {
      expect(code).toBe('too_many_requests')
      expect(details.seconds).toBeGreaterThan(0)
      expect(details.seconds).toBeLessThanOrEqual(60)
    }
  })

  test('sets a cookie out of reach of scripts and other sites', async () => {
    const answer = await fetch(`${base}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: 'lea@example.test', password }),
    })
    expect(answer.headers.getSetCookie().join()).toMatch(/HttpOnly.*SameSite=Lax/)
  })

  test('accepts a bearer token where cookies cannot be used', async () => {
    const token = decodeURIComponent(/session_token=([^;]+)/.exec(administrator.cookie)?.[1] ?? '')
    const answer = await fetch(`${base}/api/session`, { headers: { authorization: `Bearer ${token}` } })
    expect(answer.status).toBe(200)
    // The stored hash signs nobody in.
    const kept = await db.selectFrom('user_session').selectAll().where('user_id', '=', administrator.id).execute()
    expect(JSON.stringify(kept)).not.toContain(token.split('.')[0])
    const stolen = [kept[0]?.token_hash ?? '', token.replace(/^[^.]+/, kept[0]?.token_hash ?? '')]
    for (const secret of stolen) {
      const refused = await fetch(`${base}/api/session`, { headers: { authorization: `Bearer ${secret}` } })
      expect(refused.status).toBe(401)
    }
  })

  test('ends at once with signing out', async () => {
    const person = await hire('operator')
    await person.call(api.session.remove, {})
    expect(await refusal(person.call(api.session.show, {}))).toMatchObject({ code: 'unauthenticated' })
  })

  test('ends 90 days after it began, however much the session is used', async () => {
    const person = await hire('operator')
    const begin = (ago: string) =>
      db
        .updateTable('user_session')
        .set({ created_at: sql<string>`now() - ${ago}::interval` })
        .where('user_id', '=', person.id)
        .execute()
    await begin('89 days')
    expect((await person.call(api.session.show, {})).id).toBe(person.id)
    await begin('91 days')
    await expect.poll(() => codeOf(person.call(api.session.show, {})), { timeout: 5_000 }).toBe('unauthenticated')
  })

  test('ends in other sessions after a change of password', async () => {
    const here = await hire('operator')
    const elsewhere = await signIn(base, here.email)
    const wrong = here.call(api.session.changePassword, { body: { current: 'wrong', next: 'nouveau-secret-1' } })
    expect(await refusal(wrong)).toMatchObject({ code: 'wrong_credentials' })
    await here.call(api.session.changePassword, { body: { current: password, next: 'nouveau-secret-1' } })
    expect(await refusal(elsewhere.call(api.session.show, {}))).toMatchObject({ code: 'unauthenticated' })
    expect((await here.call(api.session.show, {})).id).toBe(here.id)
    expect((await signIn(base, here.email, 'nouveau-secret-1')).id).toBe(here.id)
    const events = await db.selectFrom('event').select('data').where('actor_id', '=', here.id).execute()
    expect(events.map((event) => event.data)).toEqual([{ password: true }])
  })

  test('stores nothing of a request with a password, not even a hash that is faster to guess than argon2id', async () => {
    const { id } = await hire('operator')
    const given = { params: { id }, body: { password: 'encore-un-secret' } }
    await administrator.call(api.agents.setPassword, given, { idempotencyKey: crypto.randomUUID() })
    expect(await db.selectFrom('idempotency_key').select('key').execute()).toEqual([])
  })

  test('hashes passwords by argon2id, with the cost in the hash', async () => {
    expect(await hashOf(administrator.id)).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/)
  })

  test('replaces a hash of lower cost at the next sign-in', async () => {
    const person = await hire('operator')
    const outdated = await hashPassword(password, { memory: 8_192, passes: 1, parallelism: 1 })
    const former = (await hashPassword(password)).split('$')
    const base64url = (text = '') => Buffer.from(text, 'base64').toString('base64url')
    for (const kept of [outdated, `argon2id$${base64url(former[4])}$${base64url(former[5])}`]) {
      await db.updateTable('user_credential').set({ password: kept }).where('user_id', '=', person.id).execute()
      await signIn(base, person.email)
      expect(await hashOf(person.id)).toMatch(/m=19456,t=2,p=1/)
      await signIn(base, person.email)
    }
  })
})

const codeOf = (call: Promise<unknown>) =>
  call.then(
    () => 'answered',
    (error) => error.code,
  )

async function hashOf(userId: string) {
  const credential = db.selectFrom('user_credential').select('password').where('user_id', '=', userId)
  return (await credential.executeTakeFirstOrThrow()).password
}

describe('agents', () => {
  test('lose their sessions when an administrator changes their role or password or disables them', async () => {
    const changes = [
      (id: string) => administrator.call(api.agents.change, { params: { id }, body: { role: 'reader' } }),
      (id: string) => administrator.call(api.agents.change, { params: { id }, body: { disabled: true } }),
      (id: string) =>
        administrator.call(api.agents.setPassword, { params: { id }, body: { password: 'autre-secret-2' } }),
    ]
    for (const change of changes) {
      const person = await hire('technician')
      await change(person.id)
      expect(await refusal(person.call(api.session.show, {}))).toMatchObject({ code: 'unauthenticated' })
    }
  })

  test('cannot sign in once disabled', async () => {
    const person = await hire('technician')
    await administrator.call(api.agents.change, { params: { id: person.id }, body: { disabled: true } })
    const body = { email: person.email, password }
    expect(await refusal(administrator.call(api.session.create, { body }))).toMatchObject({ code: 'wrong_credentials' })
    expect(await db.selectFrom('user_session').select('id').where('user_id', '=', person.id).execute()).toEqual([])
    const back = await administrator.call(api.agents.change, { params: { id: person.id }, body: { disabled: false } })
    expect(back.disabled).toBe(false)
    expect((await signIn(base, person.email)).id).toBe(person.id)
  })

  test('never share an address, whatever its case', async () => {
    const body = { name: 'Double', email: 'LEA@example.test', role: 'operator' as const, password }
    expect(await refusal(administrator.call(api.agents.create, { body }))).toMatchObject({ code: 'email_taken' })
  })

  test('include at least one administrator, even when two leave at once', async () => {
    const second = await hire('administrator')
    const leave = (id: string) => administrator.call(api.agents.change, { params: { id }, body: { role: 'manager' } })
    const outcomes = await Promise.allSettled([leave(administrator.id), leave(second.id)])
    const left = await db
      .selectFrom('agent')
      .select('id')
      .where('role', '=', 'administrator')
      .where('disabled_at', 'is', null)
      .execute()
    expect(left).toHaveLength(1)
    const [refused, ...more] = outcomes.filter((outcome) => outcome.status === 'rejected')
    expect(more).toEqual([])
    // An administrator who was demoted has no session any more.
    expect(['last_administrator', 'unauthenticated']).toContain(refused?.reason.code)
    await db.updateTable('agent').set({ role: 'administrator' }).where('id', '=', administrator.id).execute()
  })
})
