import { expect, test } from 'vitest'
import { api } from '../../contract/index.ts'
import { signIn, testApp } from '../../tests/app.ts'
import { runCli } from '../../tests/cli.ts'
import { refusal } from '../../tests/factories.ts'
import { secretKey } from '../../tests/secrets.ts'
import { newId } from '../platform/new-id.ts'

const { db, base, databaseUrl, administrator } = await testApp()
const { id, email } = administrator

test('reset-second-factor lets the only administrator sign in by password alone, and is recorded', async () => {
  await db
    .insertInto('two_factor')
    .values({ id: newId(), user_id: id, secret: 'lost', backup_codes: '[]', verified: true })
    .execute()
  await db.updateTable('user_account').set({ two_factor_enabled: true }).where('id', '=', id).execute()
  await expect(signIn(base, email)).rejects.toThrow('second_factor_required')
  const run = await runCli(
    { DATABASE_URL: databaseUrl, SECRET_KEY: secretKey },
    'reset-second-factor',
    email.toUpperCase(),
  )
  expect(run).toMatchObject({ code: 0 })
  await expect.poll(async () => (await refusal(administrator.call(api.session.show, {}))).code).toBe('unauthenticated')
  const { call } = await signIn(base, email)
  const { items } = await call(api.security.list, { query: { kind: 'change' } })
  expect(items[0]).toMatchObject({ detail: 'agent.second_factor_removed: method', subject: 'Léa Martin' })
})

test('reset-second-factor reports an unknown address and changes nothing', async () => {
  const run = await runCli(
    { DATABASE_URL: databaseUrl, SECRET_KEY: secretKey },
    'reset-second-factor',
    'nobody@example.test',
  )
  expect(run).toMatchObject({
    code: 1,
    output: expect.stringContaining('No agent has the address nobody@example.test'),
  })
})
