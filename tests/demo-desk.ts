import { writeDemo } from '../seeds/demo.ts'
import { startEmbeddedPostgres } from '../server/platform/embedded-postgres/index.ts'
import { openFiles } from '../server/platform/files/store.ts'
import { migrate } from '../server/platform/migrate.ts'
import { makeDataDir, removeDataDir } from './data-dir.ts'
import { startGuichet } from './guichet.ts'
import { secretKey } from './secrets.ts'

/** Starts a Guichet of its own, filled with a year of the demo company. */
export async function startDemoDesk() {
  const dataDir = await makeDataDir()
  const postgres = await startEmbeddedPostgres({ dataDir, log() {} })
  await migrate(postgres.url)
  await writeDemo(postgres.url, await openFiles({ dataDir, bucket: null, alone: true, limit: 25_000_000 }), Date.now())
  const guichet = await startGuichet({
    DATABASE_URL: postgres.url,
    DATA_DIR: dataDir,
    SECRET_KEY: secretKey,
    ADMIN_EMAIL: '',
    ADMIN_PASSWORD: '',
  })
  await guichet.healthy
  return {
    base: guichet.base,
    databaseUrl: postgres.url,
    dataDir,
    async stop() {
      await guichet.stop()
      await postgres.stop()
      await removeDataDir(dataDir)
    },
  }
}
