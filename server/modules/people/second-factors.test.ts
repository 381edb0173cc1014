import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { client } from '../../../contract/client.ts'
import { api } from '../../../contract/index.ts'
import type { Route } from '../../../contract/route.ts'
import { password, signIn, testApp } from '../../../tests/app.ts'
import { refusal } from '../../../tests/factories.ts'
import { codeFor } from '../../../tests/totp.ts'

const { db, base, administrator, hire } = await testApp()

/** Simulates a browser that keeps cookies. */
function openBrowser(jar = new Map<string, string>()) {
  const cookie = () => [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
  async function send(route: Route, body?: object, path: string = route.path) {
    const answer = await fetch(base + path, {
      method: route.method,
      headers: { cookie: cookie(), ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    })
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (/max-age=0/i.test(line)) jar.delete(name)
      else jar.set(name, value)
    }
    const text = await answer.text()
    return { status: answer.status, body: text === '' ? null : JSON.parse(text) }
  }
  return { send, cookie, call: client({ base, headers: () => ({ cookie: cookie() }) }) }
}

async function withApp(email: string) {
  const browser = openBrowser()
  await browser.send(api.session.create, { email, password })
  const { body } = await browser.send(api.secondFactors.startTotp, { password })
  const verified = await browser.send(api.secondFactors.verifyTotp, { code: codeFor(body.uri) })
  expect(verified).toMatchObject({ status: 200, body: { totp: true } })
  return { browser, uri: body.uri as string, recoveryCodes: body.recoveryCodes as string[] }
}

describe('an authenticator app', () => {
  test('is required after the password, and its code signs in', async () => {
    const { email, id } = await hire('technician')
    const { uri, browser } = await withApp(email)
    expect((await browser.send(api.session.show)).body).toMatchObject({ id })
    const again = openBrowser()
    const half = await again.send(api.session.create, { email, password })
    expect(half).toMatchObject({
      status: 401,
      body: { code: 'second_factor_required', details: { methods: ['totp'] } },
    })
    expect((await again.send(api.session.show)).status).toBe(401)
    expect((await again.send(api.secondStep.verifyCode, { code: '000000' })).body.code).toBe('wrong_code')
    expect((await again.send(api.secondStep.verifyCode, { code: codeFor(uri) })).status).toBe(201)
    expect((await again.send(api.session.show)).body).toMatchObject({ id })
  })

  test('ends the other sessions when it is turned on', async () => {
    const person = await hire('technician')
    await withApp(person.email)
    expect(await refusal(person.call(api.session.show, {}))).toMatchObject({ code: 'unauthenticated' })
  })

  test('cannot be turned on with a stolen session alone', async () => {
    const person = await hire('technician')
    const started = person.call(api.secondFactors.startTotp, { body: { password: 'wrong' } })
    expect(await refusal(started)).toMatchObject({ code: 'wrong_credentials' })
  })

  test('has recovery codes that each sign in once', async () => {
    const { email } = await hire('technician')
    const { recoveryCodes } = await withApp(email)
    const use = async () => {
      const browser = openBrowser()
      await browser.send(api.session.create, { email, password })
      return (await browser.send(api.secondStep.verifyCode, { code: recoveryCodes[0] })).status
    }
    expect(await use()).toBe(201)
    expect(await use()).toBe(401)
  })

  test('ends the second step after wrong guesses, and the password is needed again', async () => {
    const { email } = await hire('technician')
    await withApp(email)
    const browser = openBrowser()
    await browser.send(api.session.create, { email, password })
    const codes: string[] = []
    for (let n = 0; n < 6; n++)
      codes.push((await browser.send(api.secondStep.verifyCode, { code: '123456' })).body.code)
    expect(codes.slice(0, 5)).toEqual(Array(5).fill('wrong_code'))
    expect(codes[5]).toBe('second_step_expired')
  })

  test('verifies the password just given, not the browser’s open session', async () => {
    const [first, second] = [await hire('technician'), await hire('technician')]
    const { browser } = await withApp(first.email)
    const { uri } = await withApp(second.email)
    await browser.send(api.session.create, { email: second.email, password })
    const entered = await browser.send(api.secondStep.verifyCode, { code: codeFor(uri) })
    expect(entered).toMatchObject({ status: 201, body: { id: second.id } })
    const again = await browser.send(api.secondStep.verifyCode, { code: codeFor(uri) })
    expect(again).toMatchObject({ status: 401, body: { code: 'second_step_expired' } })
  })

  test('no longer counts in sessions after its agent removed it', async () => {
    const { email, id } = await hire('technician')
    const { browser } = await withApp(email)
    expect((await browser.send(api.secondFactors.removeTotp)).body).toMatchObject({ totp: false })
    const sessions = await db.selectFrom('user_session').select('second_factor').where('user_id', '=', id).execute()
    expect(sessions).toEqual([{ second_factor: false }])
    expect((await browser.send(api.session.show)).status).toBe(200)
  })

  test('is not slowed down by wrong codes of a colleague on the same network', async () => {
    const [guessed, colleague] = [await hire('technician'), await hire('technician')]
    await withApp(guessed.email)
    const { recoveryCodes } = await withApp(colleague.email)
    const guesser = openBrowser()
    await guesser.send(api.session.create, { email: guessed.email, password })
    const statuses: number[] = []
    for (let n = 0; n < 11; n++)
      statuses.push((await guesser.send(api.secondStep.verifyCode, { code: '123456' })).status)
    expect(statuses.at(-1)).toBe(429)
    const browser = openBrowser()
    await browser.send(api.session.create, { email: colleague.email, password })
    expect((await browser.send(api.secondStep.verifyCode, { code: recoveryCodes[0] })).status).toBe(201)
  })

  test('is still required after a password reset by link', async () => {
    const { email, id } = await hire('technician')
    await withApp(email)
    const { token } = await administrator.call(api.agents.makeLink, { params: { id }, body: { by: 'hand' } })
    const browser = openBrowser()
    const entered = await browser.send(api.session.createByLink, { token, password: 'tilleul-calme-77' })
    expect(entered).toMatchObject({ status: 401, body: { code: 'second_factor_required' } })
    expect((await browser.send(api.session.show)).status).toBe(401)
  })
})

const declared = Object.values(api).flatMap((group) => Object.values(group) as Route[])
const nameOf = ({ method, path }: Route) => `${method} ${path}`
const fill = ({ path }: Route) => path.replace(/:\w+/g, randomUUID())
const guarded = declared.filter(({ access }) => typeof access !== 'object')

describe('an agent who has given only the password', () => {
  const half = openBrowser()
  beforeAll(async () => {
    const { email } = await hire('administrator')
    await withApp(email)
    await half.send(api.session.create, { email, password })
  })
  test.each(guarded.map((route) => [nameOf(route), route] as const))('gets 401 from %s', async (_, route) => {
    const body = route.method === 'GET' ? undefined : {}
    expect((await half.send(route, body, fill(route))).status).toBe(401)
  })
})

describe('an agent whose role needs a second factor', () => {
  const half = openBrowser()
  beforeAll(async () => {
    const { email } = await hire('manager')
    await administrator.call(api.agentSecondFactors.require, { params: { role: 'manager' }, body: { required: true } })
    const begun = await half.send(api.session.create, { email, password })
    expect(begun).toMatchObject({ status: 401, body: { code: 'enrolment_required' } })
  })

  const open = [...Object.values(api.secondFactors), api.session.remove] as Route[]
  const closed = guarded.filter(
    (route) => route.access !== 'client' && !(open.includes(route) && route.beforeSecondFactor),
  )
  test.each(closed.map((route) => [nameOf(route), route] as const))(
    'gets 401 from %s before setting one up',
    async (_, route) => {
      const body = route.method === 'GET' ? undefined : {}
      const refused = await half.send(route, body, fill(route))
      expect(refused).toMatchObject({ status: 401, body: { code: 'enrolment_required' } })
    },
  )

  test('signs in after setting one up, while others’ sessions without one end', async () => {
    const { body } = await half.send(api.secondFactors.startTotp, { password })
    await half.send(api.secondFactors.verifyTotp, { code: codeFor(body.uri) })
    expect((await half.send(api.session.show)).status).toBe(200)
    const removed = await half.send(api.secondFactors.removeTotp)
    expect(removed).toMatchObject({ status: 409, body: { code: 'conflict' } })
  })

  test('loses the sessions without one when the rule is set', async () => {
    const operator = await hire('operator')
    await administrator.call(api.agentSecondFactors.require, { params: { role: 'operator' }, body: { required: true } })
    expect(await refusal(operator.call(api.session.show, {}))).toMatchObject({ code: 'unauthenticated' })
    await administrator.call(api.agentSecondFactors.require, {
      params: { role: 'operator' },
      body: { required: false },
    })
    expect((await signIn(base, operator.email)).id).toBe(operator.id)
  })
})

test('an administrator can reset a colleague’s second factor, which is recorded', async () => {
  const { email, id } = await hire('technician')
  const { browser } = await withApp(email)
  await administrator.call(api.agentSecondFactors.reset, { params: { id } })
  expect((await browser.send(api.session.show)).status).toBe(401)
  expect((await signIn(base, email)).id).toBe(id)
  const events = await db
    .selectFrom('event')
    .select(['name', 'data', 'actor_id'])
    .where('subject_id', '=', id)
    .where('name', 'like', 'agent.second%')
    .orderBy('id')
    .execute()
  expect(events).toMatchObject([
    { name: 'agent.second_factor_added', data: { method: 'totp' }, actor_id: id },
    { name: 'agent.second_factor_removed', data: { method: 'all' }, actor_id: administrator.id },
  ])
})

describe('open sessions', () => {
  test('can be listed and ended by their own agent only', async () => {
    const here = await hire('operator')
    const elsewhere = await signIn(base, here.email)
    const other = await hire('operator')
    const { items } = await here.call(api.ownSessions.list, {})
    expect(items).toHaveLength(2)
    const theirs = items.find(({ isThis }) => !isThis)
    expect(theirs).toMatchObject({ address: '127.0.0.1', secondFactor: false })
    const params = { id: theirs?.id ?? '' }
    expect(await refusal(other.call(api.ownSessions.end, { params }))).toMatchObject({ code: 'not_found' })
    await here.call(api.ownSessions.end, { params })
    expect(await refusal(elsewhere.call(api.session.show, {}))).toMatchObject({ code: 'unauthenticated' })
    const third = await signIn(base, here.email)
    await here.call(api.ownSessions.endOthers, {})
    expect(await refusal(third.call(api.session.show, {}))).toMatchObject({ code: 'unauthenticated' })
    expect((await here.call(api.session.show, {})).id).toBe(here.id)
  })

  test('can be listed and ended by an administrator', async () => {
    const person = await hire('operator')
    const of = { params: { id: person.id } }
    expect((await administrator.call(api.agentSessions.list, of)).items).toHaveLength(1)
    await administrator.call(api.agentSessions.endAll, of)
    expect(await refusal(person.call(api.session.show, {}))).toMatchObject({ code: 'unauthenticated' })
    expect((await administrator.call(api.agentSessions.list, of)).items).toEqual([])
  })
})
