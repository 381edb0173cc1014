import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { sql } from 'kysely'
import type { Db } from './database.ts'

/**
 * Encrypts what the database keeps and must read back. The key lies outside the database, which alone opens nothing.
 * A sealed text is `v1.KEYID.BYTES`: AES-256-GCM, bound to the column that it stands in.
 */
export type Secrets = {
  /** Name of the key that seals; it says nothing of the key itself. */
  keyId: string
  seal: (place: string, text: string) => string
  /** Returns null for an empty text: a secret that was lost. Throws for a key that is not known. */
  open: (place: string, sealed: string) => string | null
  /** Returns a proof that a holder of the key wrote a text: an HMAC-SHA256 by a key of its own. */
  prove: (purpose: string, text: string) => string
  /** Whether a holder of one of the keys wrote it. */
  isProven: (purpose: string, text: string, proof: string) => boolean
}

const keyBytes = 32
const [ivBytes, tagBytes] = [12, 16]

export const newKey = () => randomBytes(keyBytes).toString('base64url')

/**
 * Opens secrets with keys as text, 32 bytes each in base64url; the first one seals, the others open what they have sealed.
 * Throws for a text that is no key.
 */
export function secretsOf(keys: readonly string[]): Secrets {
  const known = keys.map((text) => {
    const key = Buffer.from(text, 'base64url')
    if (key.length !== keyBytes) throw new Error(`A secret key is ${keyBytes} bytes in base64url.`)
    const proving = (purpose: string) => createHmac('sha256', key).update(`guichet ${purpose}`).digest()
    return { key, proving, id: createHash('sha256').update('guichet key id').update(key).digest('hex').slice(0, 12) }
  })
  const [current] = known
  if (!current) throw new Error('There is no secret key.')
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

/** A column that holds sealed texts; its place is `table.column`. */
export type SealedColumn = `${string}.${string}`

const tableAndColumn = (place: SealedColumn) => place.split('.') as [string, string]

/** Seals what stands there in clear, and seals again what an older key has sealed. Throws for a key that is not known. */
export async function sealColumns(db: Db, secrets: Secrets, places: readonly SealedColumn[]): Promise<void> {
  for (const place of places) {
    const [table, column] = tableAndColumn(place)
    const { rows } = await sql<{ text: string }>`
      select ${sql.ref(column)} as text from ${sql.table(table)}
      where ${sql.ref(column)} <> '' and ${sql.ref(column)} not like ${`v1.${secrets.keyId}.%`}`.execute(db)
    for (const { text } of rows) {
      const plain = text.startsWith('v1.') ? secrets.open(place, text) : text
      // Another process may have sealed it meanwhile.
      await sql`
        update ${sql.table(table)} set ${sql.ref(column)} = ${secrets.seal(place, plain ?? '')}
        where ${sql.ref(column)} = ${text}`.execute(db)
    }
  }
}

/** Lists the ids of the keys that have sealed what the database holds. */
export async function keyIdsIn(db: Db, places: readonly SealedColumn[]): Promise<string[]> {
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
