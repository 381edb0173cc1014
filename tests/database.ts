import { randomUUID } from 'node:crypto'
import { Client } from 'pg'
import { afterAll, inject } from 'vitest'
import { openDatabase } from '../server/platform/database.ts'
import { databaseUrl } from './start-postgres.ts'

/**
 * Opens a migrated, empty database for one test file, closed after its tests. Call it once at the top of the file:
 * `const { db } = await testDatabase()`.
 */
export async function testDatabase() {
  const url = await createTestDatabase()
  const { db, pool, close } = openDatabase(url, { max: 6 })
  afterAll(close)
  return { url, db, pool }
}

/** Creates a migrated, empty database on the server shared by the run, which ends with that server. Returns its address. */
export async function createTestDatabase(): Promise<string> {
  const adminUrl = inject('adminUrl')
  const name = `test_${randomUUID().replaceAll('-', '')}`
  const admin = new Client({ connectionString: adminUrl })
  await admin.connect()
  try {
    await admin.query(`create database ${name} template template_guichet`)
  } finally {
    await admin.end()
  }
  return databaseUrl(adminUrl, name)
}
