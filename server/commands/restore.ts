import { existsSync } from 'node:fs'
import path from 'node:path'
import type { Env } from '../env.ts'
import { holdCopiedMail } from '../modules/mails/index.ts'
import { endCopiedSessions } from '../modules/people/index.ts'
import { endCopiedClientSessions } from '../modules/portal/index.ts'
import {
  beginRestore,
  findUnfinishedRestore,
  openArchive,
  readIdentity,
  requireFolderWithoutFiles,
  requireRestorable,
  restoreBackup,
} from '../platform/backup/index.ts'
import { resolveDataDir, startEmbeddedPostgres } from '../platform/embedded-postgres/index.ts'
import { bucketAt } from '../platform/files/bucket.ts'
import { sayFaults } from './backup.ts'
import type { Command } from './command.ts'

/** restore FILE: into an empty place only. The whole file is checked before anything is written. */
export const restore: Command = async ({ env, args, options, say, report }) => {
  const [name] = args
  if (!name) throw new Error('Say from which file: restore FILE')
  const file = path.resolve(env.INIT_CWD, name)
  const dataDir = resolveDataDir(env.DATA_DIR ?? null)
  await requireFolderWithoutFiles(dataDir)
  const begun = await findUnfinishedRestore(dataDir)
  if (!env.DATABASE_URL && begun === null) requireNoDatabase(dataDir)
  const identity = options.identity && (await readIdentity(path.resolve(env.INIT_CWD, options.identity)))
  const source = await openArchive(file, { passphrase: env.BACKUP_PASSPHRASE, identity })
  const manifest = await requireRestorable(source, report)
  // Before there is a database in the folder, so that it is always known for what it is.
  if (!env.DATABASE_URL && begun === null) await beginRestore(dataDir)
  const { url, close } = await openEmpty(env, dataDir)
  try {
    const settle = [holdCopiedMail, endCopiedSessions, endCopiedClientSessions]
    await restoreBackup({
      databaseUrl: url,
      shelf: { dataDir, bucket: bucketAt(env.S3_URL) },
      source,
      manifest,
      settle,
      report,
    })
  } finally {
    await close()
  }
  say(`Restored: the desk as it was on ${manifest.madeAt}.`)
  say('It sends no mail until an administrator releases it (Réglages, Mails), and everybody signs in anew.')
  return sayFaults(manifest.files, say) ? 1 : 0
}

function requireNoDatabase(dataDir: string): void {
  if (!existsSync(path.join(dataDir, 'postgres'))) return
  throw new Error(`${dataDir} already holds a database: a backup is restored into an empty place only. Set DATA_DIR.`)
}

async function openEmpty(env: Env, dataDir: string) {
  if (env.DATABASE_URL) return { url: env.DATABASE_URL, close: async () => {} }
  const started = await startEmbeddedPostgres({ dataDir, log() {} })
  return { url: started.url, close: () => started.stop() }
}
