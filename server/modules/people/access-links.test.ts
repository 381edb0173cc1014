import { setTimeout as delay } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, describe, expect, test } from 'vitest'
import { api } from '../../../contract/index.ts'
import { password, signIn, testApp } from '../../../tests/app.ts'
import { refusal } from '../../../tests/factories.ts'
import { startSmtpSink, textOf } from '../../../tests/smtp-sink.ts'

const sink = await startSmtpSink()
afterAll(() => sink.stop())
const { db, base, administrator, hire } = await testApp(
  { smtpUrl: sink.url, sender: 'desk@thermo.test', retrySeconds: 1 },
  'http://guichet.test',
)
const { call } = administrator

async function mailsTo(address: string, count: number) {
  for (let tries = 0; tries < 100 && sink.to(address).length < count; tries++) await delay(100)
  expect(sink.to(address)).toHaveLength(count)
  return sink.to(address)
}

async function lastToken(address: string, count: number): Promise<string> {
  const mail = (await mailsTo(address, count)).at(-1)
  return /http:\/\/guichet\.test\/mot-de-passe#([\w-]{43})\n/.exec(mail ? textOf(mail) : '')?.[1] ?? ''
}

const enter = (token: string, secret = 'tilleul-calme-77') =>
  call(api.session.createByLink, { body: { token, password: secret } })

const expire = (agentId: string) =>
  db.updateTable('access_link').set({ expires_at: sql<string>`now()` }).where('agent_id', '=', agentId).execute()

async function invited(name: string) {
  const email = `${name}@example.test`
  const { id } = await call(api.agents.create, { body: { name, email, role: 'technician', invited: true } })
  return { id, email }
}

describe('an invitation', () => {
  test('is mailed, works once, and its token is stored nowhere in plain text', async () => {
    const { id, email } = await invited('nadia')
    const token = await lastToken(email, 1)
    expect(sink.to(email)[0]?.subject).toBe('Votre accès au guichet de Thermo-Loire')
    const { rows } = await sql<{ kept: string }>`
      select (select json_agg(access_link)::text from access_link) || (select json_agg(event)::text from event)
        || (select json_agg(mail)::text from mail) as kept`.execute(db)
    expect(rows[0]?.kept).toContain(id)
    expect(rows[0]?.kept).not.toContain(token)
    expect((await enter(token)).id).toBe(id)
    expect((await signIn(base, email, 'tilleul-calme-77')).name).toBe('nadia')
    expect(await refusal(enter(token, 'autre-chose-88'))).toMatchObject({ code: 'link_refused' })
    expect(sink.to(email)).toHaveLength(1)
  })

  test('works once for two concurrent uses', async () => {
    const { email } = await invited('omar')
    const token = await lastToken(email, 1)
    const outcomes = await Promise.allSettled([enter(token), enter(token)])
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  test('opens nothing when it has expired or was replaced by another', async () => {
    const { id, email } = await invited('paul')
    const first = await lastToken(email, 1)
    await call(api.agents.makeLink, { params: { id }, body: { by: 'mail' } })
    const second = await lastToken(email, 2)
    expect(await refusal(enter(first))).toMatchObject({ code: 'link_refused', status: 403 })
    await expire(id)
    expect(await refusal(enter(second))).toMatchObject({ code: 'link_refused' })
  })

  test('gives no access before a password is chosen, nor once the account is disabled', async () => {
    const { id, email } = await invited('rose')
    const token = await lastToken(email, 1)
    expect(await refusal(call(api.session.create, { body: { email, password } }))).toMatchObject({
      code: 'wrong_credentials',
    })
    const { items } = await call(api.agents.list, {})
    expect(items.find((agent) => agent.id === id)).toMatchObject({ hasPassword: false })
    await call(api.agents.change, { params: { id }, body: { disabled: true } })
    expect(await refusal(enter(token))).toMatchObject({ code: 'link_refused' })
  })

  test('is cancelled instead of sent when it is too old', async () => {
    sink.behave((address) => (address === 'late@example.test' ? 451 : 'accept'))
    const { id, email } = await invited('late')
    const stateOf = () =>
      db.selectFrom('mail').select(['state', 'attempts']).where('agent_id', '=', id).executeTakeFirst()
    for (let tries = 0; tries < 100 && ((await stateOf())?.attempts ?? 0) < 1; tries++) await delay(100)
    await expire(id)
    for (let tries = 0; tries < 100 && (await stateOf())?.state === 'waiting'; tries++) await delay(100)
    expect((await stateOf())?.state).toBe('cancelled')
    sink.behave(() => 'accept')
    expect(sink.to(email)).toEqual([])
  })

  test('can be handed over without mail', async () => {
    const { id } = await call(api.agents.create, {
      body: { name: 'Sam', email: 'sam@example.test', role: 'operator' },
    })
    const { token } = await call(api.agents.makeLink, { params: { id }, body: { by: 'hand' } })
    expect((await enter(token ?? '')).id).toBe(id)
    expect(sink.to('sam@example.test')).toEqual([])
  })
})

describe('a forgotten password', () => {
  test('is replaced with a mailed link, which ends other sessions and notifies the owner', async () => {
    const agent = await hire('technician', 'Karim Benali')
    await call(api.session.askForLink, { body: { email: agent.email } })
    const token = await lastToken(agent.email, 1)
    await enter(token)
    expect(await refusal(agent.call(api.session.show, {}))).toMatchObject({ code: 'unauthenticated' })
    const [, told] = await mailsTo(agent.email, 2)
    expect(told?.subject).toBe('Votre mot de passe a changé')
    expect(await refusal(signInWith(agent.email, password))).toMatchObject({ code: 'wrong_credentials' })
  })

  test('cannot flood a mailbox: three links an hour, and requests are throttled', async () => {
    const agent = await hire('operator')
    const asked = await Promise.all(
      Array.from({ length: 7 }, () =>
        call(api.session.askForLink, { body: { email: agent.email } }).catch((error) => error.code),
      ),
    )
    expect(asked.filter((answer) => answer === 'too_many_requests')).toHaveLength(2)
    await mailsTo(agent.email, 3)
  })
})

const signInWith = (email: string, secret: string) => call(api.session.create, { body: { email, password: secret } })
