import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { Client } from 'pg'
import { expect, onTestFinished, vi } from 'vitest'
import { runCommand } from './run-command.ts'
import { startEmbeddedPostgres } from './start-embedded-postgres.ts'

/** Creates a folder for one test that a system user can reach. PostgreSQL on it must have ended when the test ends. */
export async function createFolder(): Promise<string> {
  const folder = await newFolder()
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }))
  return folder
}

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'guichet-postgres-'))
  await chmod(folder, 0o755)
  return folder
}

let used: Promise<string> | null = null

/** Returns a copy of a folder with an initialised cluster, which takes two seconds to create once. */
export async function createUsedFolder(): Promise<string> {
  used ??= makeUsedFolder()
  const folder = await createFolder()
  await runCommand('cp', ['-a', `${await used}/.`, folder])
  return folder
}

async function makeUsedFolder(): Promise<string> {
  const folder = await newFolder()
  await (await startEmbeddedPostgres({ dataDir: folder, log() {} })).stop()
  return folder
}

export async function removeUsedFolder(): Promise<void> {
  if (used) await rm(await used, { recursive: true })
}

/** Starts PostgreSQL in this process, stopping it at the end of the test at the latest. */
export async function startPostgresOn(dataDir: string) {
  const lines: string[] = []
  const postgres = await startEmbeddedPostgres({ dataDir, log: (line) => lines.push(line) })
  let stopping: Promise<void> | null = null
  const stop = () => {
    stopping ??= postgres.stop()
    return stopping
  }
  onTestFinished(stop)
  return { ...postgres, stop, lines }
}

/** Starts another Guichet in its own process, which can be killed. */
export function startAnotherGuichetOn(dataDir: string): { process: ChildProcess; url: Promise<string> } {
  const script = `
    const { startEmbeddedPostgres } = await import(process.argv[1])
    const { url } = await startEmbeddedPostgres({ dataDir: process.argv[2], log() {} })
    process.stdout.write(url + '\\n')
    setInterval(() => {}, 1000)`
  const module = path.join(import.meta.dirname, 'index.ts')
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script, module, dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const url = once(createInterface(child.stdout), 'line').then(([line]) => String(line))
  return { process: child, url }
}

export async function killProcess(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit')
  child.kill('SIGKILL')
  await ended
}

/** Returns the first column of the rows. */
export async function queryFirstColumn(connectionString: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString })
  client.on('error', () => {})
  await client.connect()
  try {
    const { rows } = await client.query({ text: sql, rowMode: 'array' })
    return rows.map((row: unknown[]) => row[0])
  } finally {
    await client.end()
  }
}

/** Begins a query that takes long. Resolves once PostgreSQL runs it; `end` resolves with 'cut' when it is interrupted. */
export async function beginQuery(url: string, sql: string): Promise<{ end: Promise<unknown> }> {
  const end = queryFirstColumn(url, sql).catch(() => 'cut')
  const running = `select 1 from pg_stat_activity where state = 'active' and query = '${sql}'`
  await vi.waitFor(async () => expect(await queryFirstColumn(url, running)).toEqual([1]), { timeout: 5000 })
  return { end }
}
