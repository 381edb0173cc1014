import type { Env } from '../env.ts'
import { openDatabase } from '../platform/database.ts'
import { openSecrets, readKeys } from '../platform/secret-key.ts'
import { listKeyIds, type Secrets } from '../platform/secrets.ts'
import { sealedColumns } from '../sealed-columns.ts'
import type { InstalledDatabase } from './open-database.ts'

/** Opens the secrets of an installation. Throws an error for the operator when their key is missing. */
export async function openInstalledSecrets(env: Env, opened: InstalledDatabase): Promise<Secrets> {
  return openSecrets(opened.dataDir, env.SECRET_KEY, await neededKeys(opened.url))
}

/** Lists the ids of the keys that the secrets in a database need. */
async function neededKeys(url: string): Promise<string[]> {
  const { db, close } = openDatabase(url, { max: 1 })
  try {
    return await listKeyIds(db, sealedColumns)
  } finally {
    await close()
  }
}

/** Reads the keys of an installation, null when it has none, and the ids of those that its database needs. */
export async function readInstalledKeys(env: Env, { url, dataDir }: InstalledDatabase) {
  return { keys: await readKeys(dataDir, env.SECRET_KEY), needed: await neededKeys(url) }
}
