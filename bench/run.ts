import { rm } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { startEmbeddedPostgres } from '../server/platform/embedded-postgres/index.ts'
import { migrate } from '../server/platform/migrate.ts'
import { makeDataDir, removeDataDir } from '../tests/data-dir.ts'
import { startGuichet } from '../tests/guichet.ts'
import { load } from './load.ts'
import { scenarios } from './scenarios.ts'
import { seed } from './seed.ts'

const { values } = parseArgs({
  options: { tickets: { type: 'string', default: '100000' }, seconds: { type: 'string', default: '8' } },
})
const dataDir = await makeDataDir()
const postgres = await startEmbeddedPostgres({ dataDir, log() {} })
await migrate(postgres.url)
console.log('seeding')
const { ensureOrganisation } = await import('../server/modules/people/index.ts')
const { openDatabase } = await import('../server/platform/database.ts')
const d = openDatabase(postgres.url)
await ensureOrganisation(d.db)
await d.close()
await seed(postgres.url, Number(values.tickets), console.log)
const guichet = await startGuichet({ DATABASE_URL: postgres.url })
await guichet.healthy
console.log(postgres.url)
for (const s of await scenarios(guichet.base)) {
  const f = await load(guichet.base, Number(values.seconds), s.next)
  console.log(s.name, s.perSecond, f)
}
if (process.env.HOLD) {
  console.log(guichet.base)
  await new Promise((r) => setTimeout(r, 600000))
}
await guichet.stop()
await postgres.stop()
await removeDataDir(dataDir)
void rm
