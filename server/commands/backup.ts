import { stat } from 'node:fs/promises'
import path from 'node:path'
import { recordBackup, takeBackup } from '../platform/backup/index.ts'
import { bucketAt } from '../platform/files/bucket.ts'
import { version } from '../platform/version.ts'
import type { Command } from './command.ts'
import { openInstalled } from './open-database.ts'
import { megabytes } from './progress.ts'

/** backup FILE: everything, in one file, while Guichet runs or not. */
export const backup: Command = async ({ env, args, say, report }) => {
  const [name] = args
  if (!name) throw new Error('Say into which file: backup FILE')
  const file = path.resolve(env.INIT_CWD, name)
  const start = performance.now()
  const { url, dataDir, close } = await openInstalled(env)
  try {
    const shelf = { dataDir, bucket: bucketAt(env.S3_URL) }
    const made = await takeBackup({ databaseUrl: url, shelf, file, guichet: version, report })
    const rows = made.tables.reduce((sum, table) => sum + table.rows, 0).toLocaleString('en')
    const seconds = ((performance.now() - start) / 1000).toFixed(1)
    const { size } = await stat(file)
    await recordBackup(url, size)
    say(`${file}: ${rows} rows and ${made.files.count} files, ${megabytes(size)} in ${seconds} s, read back and sound.`)
    say('It holds passwords and secrets: keep it as safe as the desk itself.')
    return sayFaults(made.files, say) ? 1 : 0
  } finally {
    await close()
  }
}

/** Whether anything is wrong with the files that the database cites. */
export function sayFaults({ missing, altered }: { missing: string[]; altered: string[] }, say: (line: string) => void) {
  for (const sha256 of missing) say(`to mend  a file that the database cites was not there: files/…/${sha256}`)
  for (const sha256 of altered) say(`to mend  a file is no longer what it was: files/…/${sha256}`)
  return missing.length + altered.length > 0
}
