import { rm } from 'node:fs/promises'
import pg from 'pg'
import { writeDemo } from '../seeds/demo.ts'
import { agents, mailOf, organisation, password } from '../seeds/people.ts'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../server/platform/embedded-postgres/index.ts'
import { openFiles } from '../server/platform/files/store.ts'
import { migrate } from '../server/platform/migrate.ts'

/** Deletes a data folder. Throws while a Guichet runs on it. */
export async function removeDemo(dataDir: string): Promise<void> {
  const postgres = await startEmbeddedPostgres({ dataDir, log() {} })
  await postgres.stop()
  await rm(dataDir, { recursive: true })
}

/** Migrates the database of a data folder, and writes the demo company into it unless it holds tickets. */
export async function fillDemo({ url, dataDir }: EmbeddedPostgres): Promise<void> {
  await migrate(url)
  if (await isFilled(url)) return
  console.log('Writing a year of the demo company…')
  const files = await openFiles({ dataDir, bucket: null, alone: true, limit: 25_000_000 })
  await writeDemo(url, files, Date.now())
}

async function isFilled(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rowCount } = await client.query('select from ticket limit 1')
  await client.end()
  return rowCount === 1
}

/** Prints how to sign in to the demo company. */
export function printAccounts(dataDir: string): void {
  console.log(`\n${organisation}. Everybody’s password: ${password}`)
  for (const { name, role } of agents) console.log(`  ${mailOf(name).padEnd(30)} ${name}, ${role}`)
  console.log(`Mail is held: none leaves. Data: ${dataDir}\n`)
}
