import { randomUUID } from 'node:crypto'
import { Client } from 'pg'
import { afterAll, inject } from 'vitest'
import { openDatabase } from '../server/platform/database.ts'
import { databaseUrl } from './start-postgres.ts'

/**
 * A migrated, empty database for one test file, closed after its tests; it goes with the server at the end of the run.
 * Call it once at the top of the file: `const { db } = await testDatabase()`.
 */
export async function testDatabase() {
  const adminUrl = inject('adminUrl')
  const name = `test_${randomUUID().replaceAll('-', '')}`
  const admin = new Client({ connectionString: adminUrl })
  await admin.connect()
  try {
    await admin.query(`create database ${name} template template_guichet`)
  } finally {
    await admin.end()
  }
  const url = databaseUrl(adminUrl, name)
  const { db, pool, close } = openDatabase(url, { max: 6 })
  afterAll(close)
  return { url, db, pool }
}
