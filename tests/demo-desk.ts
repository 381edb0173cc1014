import { buildWhenNeeded } from '../scripts/builds.ts'
import { writeDemo } from '../seeds/demo.ts'
import { startEmbeddedPostgres } from '../server/platform/embedded-postgres/index.ts'
import { openFiles } from '../server/platform/files/store.ts'
import { migrate } from '../server/platform/migrate.ts'
import { makeDataDir, removeDataDir } from './data-dir.ts'
import { startGuichet } from './guichet.ts'
import { secretKey } from './secrets.ts'

/**
 * Starts a Guichet of its own, filled with a year of the demo company.
 * @param databaseUrl a migrated, empty database; a PostgreSQL of its own when absent
 * @param environment more variables of the server
 */
export async function startDemoDesk(databaseUrl?: string, environment: Record<string, string> = {}) {
  await buildWhenNeeded()
  const dataDir = await makeDataDir()
  const postgres = databaseUrl === undefined ? await startEmbeddedPostgres({ dataDir, log() {} }) : null
  const url = databaseUrl ?? postgres?.url ?? ''
  if (postgres) await migrate(url)
  await writeDemo(url, await openFiles({ dataDir, bucket: null, alone: true, limit: 25_000_000 }), Date.now())
  const guichet = await startGuichet({
    DATABASE_URL: url,
    DATA_DIR: dataDir,
    SECRET_KEY: secretKey,
    ADMIN_EMAIL: '',
    ADMIN_PASSWORD: '',
    ...environment,
  })
  await guichet.healthy
  return {
    base: guichet.base,
    databaseUrl: url,
    dataDir,
    async stop() {
      await guichet.stop()
      await postgres?.stop()
      await removeDataDir(dataDir)
    },
  }
}
