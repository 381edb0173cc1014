import { rm } from 'node:fs/promises'
import { Client } from 'pg'
import type { TestProject } from 'vitest/node'
import { startEmbeddedPostgres } from '../server/platform/embedded-postgres/index.ts'
import { migrate } from '../server/platform/migrate.ts'
import { makeDataDir, removeForgottenDataDirs } from './data-dir.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** URL of the `postgres` database of the PostgreSQL shared by a run of tests, as its superuser. */
    adminUrl: string
  }
}

/** Vitest's global set-up: one PostgreSQL for the whole run, with a migrated template that testDatabase() clones. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  await removeForgottenDataDirs()
  const dataDir = await makeDataDir()
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
    // Data does not outlive the run, so commits need not wait for the disk.
    await admin.query('alter role current_user set synchronous_commit = off')
    await admin.query('create database template_guichet')
  } finally {
    await admin.end()
  }
  await migrate(databaseUrl(adminUrl, 'template_guichet'))
}

/** Returns the URL of another database of the same server. */
export function databaseUrl(url: string, database: string): string {
  const other = new URL(url)
  other.pathname = database
  return other.href
}
