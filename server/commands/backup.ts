import { stat } from 'node:fs/promises'
import path from 'node:path'
import type { Env } from '../env.ts'
import { attachmentsInBackup } from '../modules/attachments/index.ts'
import { accessInBackup } from '../modules/people/index.ts'
import { clientAccessInBackup } from '../modules/portal/index.ts'
import { type BackupLock, createBackup, recordBackup } from '../platform/backup/index.ts'
import { bucketAt } from '../platform/files/bucket.ts'
import { keyFile, listMissingKeys } from '../platform/secret-key.ts'
import { version } from '../platform/version.ts'
import type { Command, Options } from './command.ts'
import { openInstalled } from './open-database.ts'
import { readInstalledKeys } from './open-secrets.ts'
import { megabytes } from './progress.ts'

/** Conditions for the rows that a backup includes: no sessions, temporary links or unattached uploads. */
const keptInBackups = { ...accessInBackup, ...clientAccessInBackup, ...attachmentsInBackup, job_runner: 'false' }
const shortestPassphrase = 12

/**
 * Runs backup FILE: writes everything to one file, whether or not Guichet runs; encrypted with --encrypt or
 * --recipient.
 */
export const backup: Command = async ({ env, args, options, say, report }) => {
  const [name] = args
  if (!name) throw new Error('Say into which file: backup FILE')
  const lock = lockFrom(env, options)
  const file = path.resolve(env.INIT_CWD, name)
  const start = performance.now()
  const opened = await openInstalled(env)
  const { url, dataDir, close } = opened
  try {
    const fileLocation = { dataDir, bucket: bucketAt(env.S3_URL) }
    const { keys, needed } = await readInstalledKeys(env, opened)
    const missing = listMissingKeys(keys, needed)
    if (missing.length > 0) say(`to mend  the key of the secrets is not here (${missing.join(', ')}): see doctor`)
    const made = await createBackup({
      databaseUrl: url,
      fileLocation,
      file,
      guichet: version,
      keeps: keptInBackups,
      lock,
      secretKeys: { keys: keys ?? [], needed },
      report,
    })
    const rows = made.tables.reduce((sum, table) => sum + table.rows, 0).toLocaleString('en')
    const seconds = ((performance.now() - start) / 1000).toFixed(1)
    const { size } = await stat(file)
    await recordBackup(url, size).catch(() => say('The desk could not note that this backup was made.'))
    say(`${file}: ${rows} rows and ${made.files.count} files, ${megabytes(size)} in ${seconds} s, read back and sound.`)
    if (lock !== null) say('It is encrypted in the age format: keep what opens it elsewhere.')
    else {
      say('It holds tickets and people: keep it as safe as the desk itself, or use --encrypt.')
      const place = env.SECRET_KEY === undefined ? keyFile(dataDir) : 'SECRET_KEY'
      say(`The key of its secrets is not in it: keep ${place} too, elsewhere.`)
    }
    return sayFaults(made.files, say) ? 1 : 0
  } finally {
    await close()
  }
}

function lockFrom({ BACKUP_PASSPHRASE }: Env, { encrypt, recipient }: Options): BackupLock | null {
  if (recipient !== undefined) return { recipient }
  if (!encrypt) return null
  if (BACKUP_PASSPHRASE === undefined || BACKUP_PASSPHRASE.length < shortestPassphrase)
    throw new Error(`Set BACKUP_PASSPHRASE to ${shortestPassphrase} characters at least, or use --recipient age1….`)
  return { passphrase: BACKUP_PASSPHRASE }
}

/** Prints the faults of the files that the database refers to. Returns whether there are any. */
export function sayFaults({ missing, altered }: { missing: string[]; altered: string[] }, say: (line: string) => void) {
  for (const sha256 of missing) say(`to mend  a file that the database cites was not there: files/…/${sha256}`)
  for (const sha256 of altered) say(`to mend  a file is no longer what it was: files/…/${sha256}`)
  return missing.length + altered.length > 0
}
