import { existsSync } from 'node:fs'
import path from 'node:path'
import type { Env } from '../env.ts'
import { holdCopiedMail } from '../modules/mails/index.ts'
import { endCopiedSessions } from '../modules/people/index.ts'
import { endCopiedClientSessions } from '../modules/portal/index.ts'
import {
  type ArchiveSource,
  beginRestore,
  findUnfinishedRestore,
  isManifestSigned,
  openArchive,
  readBackupKeys,
  readIdentity,
  requireFolderWithoutFiles,
  requireRestorable,
  restoreBackup,
} from '../platform/backup/index.ts'
import { resolveDataDir, startEmbeddedPostgres } from '../platform/embedded-postgres/index.ts'
import { bucketAt } from '../platform/files/bucket.ts'
import { keyFile, listMissingKeys, readKeys, writeKeys } from '../platform/secret-key.ts'
import { createSecrets } from '../platform/secrets.ts'
import { clearSecrets, toTypeAgain } from '../sealed-columns.ts'
import { sayFaults } from './backup.ts'
import type { Command } from './command.ts'
import { sayLost } from './reset-secrets.ts'

/** Runs restore FILE, into an empty place only. The whole file is checked before anything is written. */
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
  const found = await findKeys(env, { dataDir, source, needed: manifest.secretKeys ?? [] })
  if (found.here && !options.unproven && !isManifestSigned(createSecrets(found.here), manifest))
    throw new Error(unprovenWords)
  if (found.missing.length > 0 && !options.withoutKey) throw new Error(withoutKeyWords(found.missing, dataDir))
  // Mark the restore before the folder contains a database, so that an interruption is recognised.
  if (!env.DATABASE_URL && begun === null) await beginRestore(dataDir)
  const { url, close } = await openEmpty(env, dataDir)
  try {
    if (found.toWrite) await writeKeys(dataDir, found.toWrite)
    const lost = found.missing.length > 0 ? clearSecrets : []
    const settle = [holdCopiedMail, endCopiedSessions, endCopiedClientSessions, ...lost]
    await restoreBackup({
      databaseUrl: url,
      fileLocation: { dataDir, bucket: bucketAt(env.S3_URL) },
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
  if (found.missing.length > 0) sayLost(say)
  return sayFaults(manifest.files, say) ? 1 : 0
}

type Sought = { dataDir: string; source: ArchiveSource; needed: readonly string[] }

/** Looks for the keys of a backup's secrets: here, else in the backup, whose keys are written here. */
async function findKeys(env: Env, { dataDir, source, needed }: Sought) {
  const here = await readKeys(dataDir, env.SECRET_KEY)
  if (listMissingKeys(here, needed).length === 0) return { here, missing: [], toWrite: null }
  const inBackup = await readBackupKeys(source)
  if (here !== null && inBackup.length > 0)
    throw new Error(`There is another key in SECRET_KEY or ${keyFile(dataDir)} than the one in the backup: remove it.`)
  return { here, missing: listMissingKeys(inBackup, needed), toWrite: inBackup.length > 0 ? inBackup : null }
}

const unprovenWords =
  'This backup does not prove that a holder of the secret key made it: it was altered, or made before there was such a ' +
  'key. When you know where it comes from, restore with --unproven.'

function withoutKeyWords(missing: readonly string[], dataDir: string): string {
  const lost = toTypeAgain.map((line) => `\n  - ${line}`).join('')
  return (
    `The secrets in this backup need a key that is not here (${missing.join(', ')}). Put the secret.key of the desk it came ` +
    `from into ${dataDir}, or set SECRET_KEY. When it is lost, restore with --without-key, and set again:${lost}`
  )
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
