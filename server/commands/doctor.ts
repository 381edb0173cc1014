import { statfs } from 'node:fs/promises'
import type { Env } from '../env.ts'
import { findUnfinishedRestore } from '../platform/backup/index.ts'
import { resolveDataDir } from '../platform/embedded-postgres/index.ts'
import type { Command } from './command.ts'
import type { Diagnostic } from './diagnostic.ts'
import { examineDatabase } from './examine-database.ts'
import { openInstalled } from './open-database.ts'
import { megabytes } from './progress.ts'

const oldestNode = 26
const leastFreeBytes = 1_000_000_000

/** Runs doctor: prints one line for each finding, and returns 1 when something must be mended. */
export const doctor: Command = async ({ env, options: { files }, say, report }) => {
  let toMend = 0
  for await (const { state, line } of examine(env, { files, report })) {
    say(`${state.padEnd(8)} ${line}`)
    if (state === 'to mend') toMend++
  }
  say(toMend === 0 ? 'Nothing to mend.' : `To mend: ${toMend}.`)
  return toMend === 0 ? 0 : 1
}

async function* examine(env: Env, how: Parameters<typeof examineDatabase>[2]): AsyncGenerator<Diagnostic> {
  yield nodeVersion()
  const dataDir = resolveDataDir(env.DATA_DIR ?? null)
  yield await dataFolder(dataDir)
  yield publicUrl(env)
  if ((await findUnfinishedRestore(dataDir).catch(() => null)) !== null)
    yield toMend('a restore was interrupted here: restore again')
  const opened = await openInstalled(env).catch((error: Error) => error)
  if (opened instanceof Error) return yield toMend(`database: ${opened.message}`)
  try {
    yield* examineDatabase(opened, env, how)
  } catch (error) {
    yield toMend(`database: ${error instanceof Error ? error.message : error}`)
  } finally {
    await opened.close()
  }
}

const toMend = (line: string): Diagnostic => ({ state: 'to mend', line })

function nodeVersion(): Diagnostic {
  const isOld = Number(process.versions.node.split('.')[0]) < oldestNode
  return { state: isOld ? 'to mend' : 'ok', line: `Node ${process.versions.node}${isOld ? ': run "npm ci"' : ''}` }
}

async function dataFolder(dataDir: string): Promise<Diagnostic> {
  try {
    const { bavail, bsize } = await statfs(dataDir)
    const free = bavail * bsize
    return { state: free < leastFreeBytes ? 'to mend' : 'ok', line: `data folder ${dataDir}: ${megabytes(free)} free` }
  } catch (error) {
    return toMend(`data folder: ${error instanceof Error ? error.message : error}`)
  }
}

function publicUrl({ PUBLIC_URL }: Env): Diagnostic {
  if (PUBLIC_URL) return { state: 'ok', line: `PUBLIC_URL is ${PUBLIC_URL}` }
  return { state: 'note', line: 'PUBLIC_URL is not set: mails have no links' }
}
