import { parseArgs } from 'node:util'
import { resolveDataDir } from '../server/platform/embedded-postgres/data-dir.ts'
import { startEmbeddedPostgres } from '../server/platform/embedded-postgres/index.ts'
import { buildWhenNeeded } from './builds.ts'
import { fillDemo, printAccounts, removeDemo } from './demo-company.ts'
import { stopWithNpm } from './stop-with-npm.ts'

/**
 * npm run demo: Guichet with a year of a maintenance company's life, in a data folder of its own beside the usual one.
 * It is kept between runs; `npm run demo -- --fresh` recreates it.
 */
const { values } = parseArgs({ options: { fresh: { type: 'boolean', default: false } } })
const dataDir = `${resolveDataDir(null)}-demo`

await buildWhenNeeded()
if (values.fresh) await removeDemo(dataDir)
const postgres = await startEmbeddedPostgres({ dataDir, log: console.log })
await fillDemo(postgres).finally(() => postgres.stop())
process.env.DATA_DIR = dataDir
for (const name of ['DATABASE_URL', 'SMTP_URL', 'ADMIN_EMAIL', 'ADMIN_PASSWORD']) delete process.env[name]
printAccounts(dataDir)
stopWithNpm()
await import('../server/main.ts')
