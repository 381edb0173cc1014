import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase } from './database.ts'

const { db } = await testDatabase()

test('a test file has a migrated database of its own', async () => {
  const { rows } = await sql`select count(*)::int as events from event`.execute(db)
  expect(rows).toEqual([{ events: 0 }])
})
