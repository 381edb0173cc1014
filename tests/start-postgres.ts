import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Client } from 'pg'
import type { TestProject } from 'vitest/node'
import { findRunningPostgres, startEmbeddedPostgres } from '../server/platform/embedded-postgres/index.ts'
import { migrate } from '../server/platform/migrate.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The `postgres` database of the PostgreSQL shared by a run of tests, as its superuser. */
    adminUrl: string
  }
}

/** As root, out of the reach of a TMPDIR that only root may enter. */
const parent = process.geteuid?.() === 0 ? '/var/lib' : tmpdir()
const prefix = 'guichet-test-'

/** Vitest's global set-up: one PostgreSQL for the whole run, with a migrated template that testDatabase() clones. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  await removeWhatKilledRunsLeft()
  const dataDir = await mkdtemp(path.join(parent, prefix))
  const postgres = await startEmbeddedPostgres({ dataDir, log() {} })
  const adminUrl = databaseUrl(postgres.url, 'postgres')
  await makeTemplate(adminUrl)
  project.provide('adminUrl', adminUrl)
  return async () => {
    await postgres.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}

async function makeTemplate(adminUrl: string): Promise<void> {
  const admin = new Client({ connectionString: adminUrl })
  await admin.connect()
  try {
    // Nothing here outlives the run: a commit need not wait for the disk.
    await admin.query('alter role current_user set synchronous_commit = off')
    await admin.query('create database template_guichet')
  } finally {
    await admin.end()
  }
  await migrate(databaseUrl(adminUrl, 'template_guichet'))
}

/** The same server's other database. */
export function databaseUrl(url: string, database: string): string {
  const other = new URL(url)
  other.pathname = database
  return other.href
}

async function removeWhatKilledRunsLeft(): Promise<void> {
  for (const name of await readdir(parent)) {
    if (!name.startsWith(prefix)) continue
    const dataDir = path.join(parent, name)
    if (await findRunningPostgres(dataDir).catch(() => 'starting')) continue // another run's
    await stopOrphan(dataDir).catch(() => {})
    await rm(dataDir, { recursive: true, force: true })
  }
}

/** Starting on the folder of a killed run stops what it left running. */
async function stopOrphan(dataDir: string): Promise<void> {
  const postgres = await startEmbeddedPostgres({ dataDir, log() {} })
  await postgres.stop()
}
