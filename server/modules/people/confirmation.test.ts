import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { api } from '../../../contract/index.ts'
import type { Route } from '../../../contract/route.ts'
import { password, testApp } from '../../../tests/app.ts'
import { refusal } from '../../../tests/factories.ts'

const { db, base, administrator } = await testApp()
const { call } = administrator

const routes = Object.values(api).flatMap((group) => Object.values(group) as Route[])
const nameOf = ({ method, path }: Route) => `${method} ${path}`

beforeEach(async () => {
  await db.updateTable('user_session').set({ confirmed_at: sql<string>`now() - interval '11 minutes'` }).execute()
})

const confirm = (secret = password) => call(api.secondFactors.confirm, { body: { password: secret } })

describe('a session that was not confirmed for ten minutes', () => {
  test.each(routes.filter(({ confirmed }) => confirmed).map((route) => [nameOf(route), route] as const))(
    'is asked for the password before %s',
    async (_, route) => {
      const answer = await fetch(base + route.path.replace(/:\w+/g, randomUUID()), {
        method: route.method,
        headers: { cookie: administrator.cookie, 'content-type': 'application/json' },
        ...(route.method !== 'GET' && { body: '{}' }),
      })
      expect(answer.status).toBe(403)
      expect(await answer.json()).toMatchObject({ code: 'confirmation_required' })
    },
  )

  test('creates an API key once the password is given', async () => {
    const make = () => call(api.apiKeys.create, { body: { name: 'Tableau' } })
    expect(await refusal(make())).toMatchObject({ code: 'confirmation_required' })
    expect(await refusal(confirm('wrong'))).toMatchObject({ code: 'wrong_credentials' })
    expect(await refusal(make())).toMatchObject({ code: 'confirmation_required' })
    await confirm()
    expect((await make()).key).toMatch(/^gk_/)
  })

  test('changes the mail rules, but not the mail server', async () => {
    const change = (body: object) => call(api.mail.changeSettings, { body })
    await change({ gatherSeconds: 60 })
    const server = { host: 'smtp.example.test', port: 465, secure: true }
    expect(await refusal(change({ server }))).toMatchObject({ code: 'confirmation_required' })
    await confirm()
    await change({ server })
  })
})

test('a confirmation dated in the future, before the clock was set back, does not count', async () => {
  await db.updateTable('user_session').set({ confirmed_at: sql<string>`now() + interval '2 hours'` }).execute()
  const made = call(api.apiKeys.create, { body: { name: 'Tableau' } })
  expect(await refusal(made)).toMatchObject({ code: 'confirmation_required' })
})

test('guesses at the confirmation are throttled', async () => {
  const codes: string[] = []
  for (let n = 0; n < 8; n++) codes.push((await refusal(confirm('wrong'))).code)
  expect(codes.slice(0, 5)).toEqual(Array(5).fill('wrong_credentials'))
  expect(codes.slice(5)).toContain('too_many_requests')
})
