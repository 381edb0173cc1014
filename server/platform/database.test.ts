import { sql } from 'kysely'
import { expect, onTestFinished, test } from 'vitest'
import { testDatabase } from '../../tests/database.ts'
import { openDatabase } from './database.ts'
import { findOutageKind } from './outages.ts'

const { url } = await testDatabase()

async function oneConnection() {
  const { db, close } = openDatabase(url, { max: 1, statementMs: 500 })
  onTestFinished(close)
  const backend = async () => (await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(db)).rows[0]?.pid ?? 0
  return { db, backend }
}

test('a statement that takes too long fails, and its connection stays usable', async () => {
  const { db, backend } = await oneConnection()
  const pid = await backend()
  await expect(sql`select pg_sleep(60)`.execute(db)).rejects.toMatchObject({ code: '57014' })
  expect(await backend()).toBe(pid)
})

test('a silent connection is replaced, even in a transaction', async () => {
  const { db, backend } = await oneConnection()
  for (const inTransaction of [false, true]) {
    const silent = await backend()
    process.kill(silent, 'SIGSTOP')
    onTestFinished(() => void process.kill(silent, 'SIGCONT'))
    const work = inTransaction
      ? db.transaction().execute((tx) => sql`select 1`.execute(tx))
      : db.selectFrom('team').select('id').execute()
    // The driver's error depends on what it notices first; each counts as an outage.
    await expect(work).rejects.toSatisfy((error) => findOutageKind(error) !== null)
    expect(await backend()).not.toBe(silent)
  }
})
