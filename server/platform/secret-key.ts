import { randomUUID } from 'node:crypto'
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { syncFolder } from './files/sync-folder.ts'
import { createSecrets, newKey, type Secrets } from './secrets.ts'

/** Returns the path of the key file in the data folder. */
export const keyFile = (dataDir: string) => path.join(dataDir, 'secret.key')

const linesOf = (text: string) => text.split(/[\s,]+/).filter((line) => line !== '')

/**
 * Reads the keys from the environment, else from `secret.key` in the data folder, one a line, the current one first. Returns
 * null without any. Throws for invalid text.
 */
export async function readKeys(dataDir: string, given: string | undefined): Promise<string[] | null> {
  if (given !== undefined) return linesOf(given)
  const text = await readFile(keyFile(dataDir), 'utf8').catch((error) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  return text === null ? null : linesOf(text)
}

/** Writes keys into the data folder, readable by their owner only. An existing file stays. */
export async function writeKeys(dataDir: string, keys: readonly string[]): Promise<void> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  const temporary = `${keyFile(dataDir)}.${randomUUID()}`
  await writeFile(temporary, `${keys.join('\n')}\n`, { flag: 'wx', mode: 0o600, flush: true })
  try {
    // When two processes start at once, the first one's keys stay.
    await link(temporary, keyFile(dataDir)).catch((error) => {
      if (error.code !== 'EEXIST') throw error
    })
  } finally {
    await rm(temporary, { force: true })
  }
  await syncFolder(dataDir)
}

/**
 * Opens the secrets of an installation. Creates a key when there is neither a key nor an encrypted secret.
 * @param sealedWith ids of the keys that the database needs
 * @throws Error that says what to do when one of them is missing
 */
export async function openSecrets(
  dataDir: string,
  given: string | undefined,
  sealedWith: readonly string[],
): Promise<Secrets> {
  const keys = await readKeys(dataDir, given)
  const missing = listMissingKeys(keys, sealedWith)
  if (missing.length > 0)
    throw new Error(
      `The secrets in the database were encrypted with a key that is not here (${missing.join(', ')}). Put it into ` +
        `${keyFile(dataDir)} or SECRET_KEY. When it is lost: npm run cli -- reset-secrets.`,
    )
  if (keys) return createSecrets(keys)
  await writeKeys(dataDir, [newKey()])
  return createSecrets((await readKeys(dataDir, undefined)) ?? [])
}

/** Lists the ids of needed keys that are missing. */
export function listMissingKeys(keys: readonly string[] | null, needed: readonly string[]): string[] {
  const known = new Set((keys ?? []).map((key) => createSecrets([key]).keyId))
  return needed.filter((id) => !known.has(id))
}
