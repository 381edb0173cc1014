import { rm } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { writeDemo } from '../seeds/demo.ts'
import { agents, mailOf, organisation, password } from '../seeds/people.ts'
import { resolveDataDir } from '../server/platform/embedded-postgres/data-dir.ts'
import { startEmbeddedPostgres } from '../server/platform/embedded-postgres/index.ts'
import { openFiles } from '../server/platform/files/store.ts'
import { migrate } from '../server/platform/migrate.ts'

/**
 * npm run demo: Guichet with a year of a maintenance company's life, in a data folder of its own beside the usual one. Kept
 * from one run to the next; `npm run demo -- --fresh` makes it anew.
 */
const { values } = parseArgs({ options: { fresh: { type: 'boolean', default: false } } })
const dataDir = `${resolveDataDir(null)}-demo`

if (values.fresh) await forget()
await fill()
process.env.DATA_DIR = dataDir
for (const name of ['DATABASE_URL', 'SMTP_URL', 'ADMIN_EMAIL', 'ADMIN_PASSWORD']) delete process.env[name]
console.log(`\n${organisation}. Everybody’s password: ${password}`)
for (const { name, role } of agents) console.log(`  ${mailOf(name).padEnd(30)} ${name}, ${role}`)
console.log(`Mail is held: none leaves. Data: ${dataDir}\n`)
await import('../server/main.ts')

/** Whoever runs on it keeps it: starting a database there is refused. */
async function forget() {
  const postgres = await startEmbeddedPostgres({ dataDir, log() {} })
  await postgres.stop()
  await rm(dataDir, { recursive: true })
}

async function fill() {
  const postgres = await startEmbeddedPostgres({ dataDir, log: console.log })
  try {
    await migrate(postgres.url)
    if (await isFilled(postgres.url)) return
    console.log('Writing a year of the demo company…')
    const files = await openFiles({ dataDir, bucket: null, alone: true, limit: 25_000_000 })
    await writeDemo(postgres.url, files, Date.now())
  } finally {
    await postgres.stop()
  }
}

async function isFilled(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rowCount } = await client.query('select from ticket limit 1')
  await client.end()
  return rowCount === 1
}
