import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { api } from '../../contract/index.ts'
import { signIn, testApp } from '../../tests/app.ts'
import { deleteExpiredData } from './cleanup.ts'

const { db, base, administrator } = await testApp()

test('deletes expired sessions, and stored responses after a month', async () => {
  const { call } = await signIn(base, administrator.email)
  const keys = [randomUUID(), randomUUID()] as const
  for (const idempotencyKey of keys)
    await administrator.call(api.teams.create, { body: { name: idempotencyKey } }, { idempotencyKey })
  const monthAgo = sql<string>`now() - interval '31 days'`
  await db.updateTable('idempotency_key').set({ created_at: monthAgo }).where('key', '=', keys[0]).execute()
  const [oldest] = await db.selectFrom('user_session').select('id').orderBy('id').limit(1).execute()
  await db
    .updateTable('user_session')
    .set({ expires_at: monthAgo })
    .where('id', '=', oldest?.id ?? '')
    .execute()

  await deleteExpiredData(db)

  expect(await db.selectFrom('idempotency_key').select('key').execute()).toEqual([{ key: keys[1] }])
  expect(
    await db
      .selectFrom('user_session')
      .select('id')
      .where('id', '=', oldest?.id ?? '')
      .execute(),
  ).toEqual([])
  expect((await call(api.session.show, {})).id).toBe(administrator.id)
})
