import { rm } from 'node:fs/promises'
import { makeDataDir } from './data-dir.ts'
import { createTestDatabase } from './database.ts'
import { type Environment, type Guichet, startGuichet } from './guichet.ts'

/** Guichets of the current file, running or stopped. */
let started: Guichet[] = []

/**
 * Starts a Guichet in its own process on a new database of the PostgreSQL shared by the run, which takes seconds less than
 * an embedded one. Its data folder is new too, and removed by `stop`. Resolves once it is healthy.
 */
export async function startLightGuichet(environment: Environment = {}): Promise<Guichet> {
  const [dataDir, databaseUrl] = await Promise.all([makeDataDir(), createTestDatabase()])
  const guichet = await startGuichet({ DATA_DIR: dataDir, DATABASE_URL: databaseUrl, ...environment })
  started.push(guichet)
  await guichet.healthy
  return {
    ...guichet,
    async stop() {
      const code = await guichet.stop()
      await rm(dataDir, { recursive: true, force: true })
      return code
    },
  }
}

/** Returns what each Guichet of the file wrote, and forgets them. */
export function forgetGuichets(): string[] {
  const outputs = started.map((guichet) => guichet.output())
  started = []
  return outputs
}
