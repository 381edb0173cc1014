import pg from 'pg'
import { listMissingKeys } from '../platform/secret-key.ts'
import { clearSecrets, toTypeAgain } from '../sealed-columns.ts'
import type { Command } from './command.ts'
import { openInstalled } from './open-database.ts'
import { readInstalledKeys } from './open-secrets.ts'

/** Runs reset-secrets: clears the secrets in the database whose key is lost, so that Guichet starts again. */
export const resetSecrets: Command = async ({ env, say }) => {
  const opened = await openInstalled(env)
  const client = new pg.Client({ connectionString: opened.url, connectionTimeoutMillis: 10_000 })
  client.on('error', () => {}) // Queries report the error.
  try {
    const { keys, needed } = await readInstalledKeys(env, opened)
    if (listMissingKeys(keys, needed).length === 0) throw new Error('No key is missing: there is nothing to reset.')
    await client.connect()
    await client.query(`begin; ${clearSecrets.join('; ')}; commit`)
    sayLost(say)
    return 0
  } finally {
    await client.end()
    await opened.close()
  }
}

/** Prints which settings were lost with the key. */
export function sayLost(say: (line: string) => void): void {
  say('These were lost with their key and must be set again:')
  for (const line of toTypeAgain) say(`  - ${line}`)
}
