import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { sql } from 'kysely'
import type { Db } from './database.ts'

/**
 * Encryption of secrets that the database stores and that must be read back. The key is outside the database. A sealed text
 * is `v1.KEYID.BYTES`: AES-256-GCM, bound to its column.
 */
export type Secrets = {
  /** Id of the current key, which does not reveal the key. */
  keyId: string
  seal: (place: string, text: string) => string
  /** Decrypts. Returns null for an empty text, a secret that was cleared. Throws for an unknown key. */
  open: (place: string, sealed: string) => string | null
  /** Signs a text: an HMAC-SHA256 by a derived key proves that its author holds the key. */
  prove: (purpose: string, text: string) => string
  /** Verifies a proof by any of the keys. */
  isProven: (purpose: string, text: string, proof: string) => boolean
}

const keyBytes = 32
const [ivBytes, tagBytes] = [12, 16]

export const newKey = () => randomBytes(keyBytes).toString('base64url')

/**
 * Creates secrets from keys of 32 bytes in base64url. The first one encrypts, the others decrypt older texts. Throws for an
 * invalid key.
 */
export function createSecrets(keys: readonly string[]): Secrets {
  const known = keys.map((text) => {
    const key = Buffer.from(text, 'base64url')
    if (key.length !== keyBytes) throw new Error(`A secret key is ${keyBytes} bytes in base64url.`)
    const proving = (purpose: string) => createHmac('sha256', key).update(`guichet ${purpose}`).digest()
    return { key, proving, id: createHash('sha256').update('guichet key id').update(key).digest('hex').slice(0, 12) }
  })
  const [current] = known
  if (!current) throw new Error('No secret key is given.')
  const proofBy = ({ proving }: (typeof known)[number], purpose: string, text: string) =>
    createHmac('sha256', proving(purpose)).update(text).digest()
  return {
    keyId: current.id,
    prove: (purpose, text) => proofBy(current, purpose, text).toString('base64url'),
    isProven(purpose, text, proof) {
      const given = Buffer.from(proof, 'base64url')
      return known.some((one) => {
        const expected = proofBy(one, purpose, text)
        return expected.length === given.length && timingSafeEqual(expected, given)
      })
    },
    seal(place, text) {
      const iv = randomBytes(ivBytes)
      const cipher = createCipheriv('aes-256-gcm', current.key, iv).setAAD(Buffer.from(place))
      const bytes = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return `v1.${current.id}.${Buffer.concat([iv, cipher.getAuthTag(), bytes]).toString('base64url')}`
    },
    open(place, sealed) {
      if (sealed === '') return null
      const [, id, text = ''] = sealed.split('.')
      const found = known.find((one) => one.id === id)
      if (!found) throw new Error(`A secret of ${place} was encrypted with another key (${id}).`)
      const bytes = Buffer.from(text, 'base64url')
      const decipher = createDecipheriv('aes-256-gcm', found.key, bytes.subarray(0, ivBytes)).setAAD(Buffer.from(place))
      decipher.setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes))
      return Buffer.concat([decipher.update(bytes.subarray(ivBytes + tagBytes)), decipher.final()]).toString('utf8')
    },
  }
}

/** Column with sealed texts, as `table.column`. */
export type SealedColumn = `${string}.${string}`

const tableAndColumn = (place: SealedColumn) => place.split('.') as [string, string]

/** Encrypts plain values, and values of an older key again. Throws for an unknown key. */
export async function sealColumns(db: Db, secrets: Secrets, places: readonly SealedColumn[]): Promise<void> {
  for (const place of places) {
    const [table, column] = tableAndColumn(place)
    const { rows } = await sql<{ text: string }>`
      select ${sql.ref(column)} as text from ${sql.table(table)}
      where ${sql.ref(column)} <> '' and ${sql.ref(column)} not like ${`v1.${secrets.keyId}.%`}`.execute(db)
    for (const { text } of rows) {
      const plain = text.startsWith('v1.') ? secrets.open(place, text) : text
      // Another process may have sealed the row meanwhile.
      await sql`
        update ${sql.table(table)} set ${sql.ref(column)} = ${secrets.seal(place, plain ?? '')}
        where ${sql.ref(column)} = ${text}`.execute(db)
    }
  }
}

/** Lists the ids of the keys that the database's sealed texts need. */
export async function listKeyIds(db: Db, places: readonly SealedColumn[]): Promise<string[]> {
  const ids = new Set<string>()
  for (const place of places) {
    const [table, column] = tableAndColumn(place)
    const { rows } = await sql<{ id: string }>`
      select distinct split_part(${sql.ref(column)}, '.', 2) as id from ${sql.table(table)}
      where ${sql.ref(column)} like 'v1.%'`.execute(db)
    for (const { id } of rows) ids.add(id)
  }
  return [...ids]
}
