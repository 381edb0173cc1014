import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { testDatabase } from '../../tests/database.ts'
import { secrets } from '../../tests/secrets.ts'
import { system } from '../actors.ts'
import type { Tx } from './database.ts'
import { pipelineStatement } from './pipelined-statements.ts'
import { transact } from './transact.ts'

const { db } = await testDatabase()
const ctx = { db, actor: system, wakeDispatcher() {}, secrets, idempotency: null }
const insertion = (tx: Tx, name: string) => tx.insertInto('team').values({ id: randomUUID(), name })
const names = async () => (await db.selectFrom('team').select('name').orderBy('name').execute()).map(({ name }) => name)

test('a pipelined statement runs in order', async () => {
  await transact(ctx, async (tx) => {
    await insertion(tx, 'Nord').execute()
    await pipelineStatement(tx, tx.updateTable('team').set({ name: 'Sud' }).where('name', '=', 'Nord').compile())
    await pipelineStatement(tx, insertion(tx, 'Nord').compile())
    expect(await tx.selectFrom('team').select('name').orderBy('name').execute()).toEqual([
      { name: 'Nord' },
      { name: 'Sud' },
    ])
  })
  expect(await names()).toEqual(['Nord', 'Sud'])
})

test('a pipelined statement that fails rolls the transaction back, which throws its error', async () => {
  const last = transact(ctx, async (tx) => {
    await insertion(tx, 'Est').execute()
    await pipelineStatement(tx, insertion(tx, 'Nord').compile())
  })
  await expect(last).rejects.toMatchObject({ code: 'conflict', details: { fields: ['name'] } })
  const followed = transact(ctx, async (tx) => {
    await pipelineStatement(tx, insertion(tx, 'Nord').compile())
    await insertion(tx, 'Ouest').execute()
  })
  await expect(followed).rejects.toMatchObject({ code: 'conflict', details: { fields: ['name'] } })
  expect(await names()).toEqual(['Nord', 'Sud'])
})
