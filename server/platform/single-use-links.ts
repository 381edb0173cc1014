import { type RawBuilder, type Selectable, sql } from 'kysely'
import type { Database } from '../rows.gen.ts'
import type { Db, Tx } from './database.ts'
import { hashToken } from './signature.ts'

/** Tables of links that can be used once, until they expire. They hold the hash of a token, not the token. */
export type LinkTable = {
  [T in keyof Database]: Database[T] extends { id: string; token_hash: string; used_at: string | null } ? T : never
}[keyof Database]

/** Returns the columns that all new links have, for a token of 256 random or signed bits. */
export const newLink = (token: string, { validMinutes }: { validMinutes: number }) => ({
  token_hash: hashToken(token),
  expires_at: sql<string>`now() + make_interval(mins => ${validMinutes}::int)`,
})

/** Condition for the link of a token, usable or not. */
export const withToken = (token: string) => sql<boolean>`token_hash = ${hashToken(token)}`

/** Condition for links that can still be used. */
export const isUsable = sql<boolean>`used_at is null and expires_at > now()`

/** Uses a link. Of two concurrent uses the first returns its row; null for others, and for a link that cannot be used. */
export async function spendLink<T extends LinkTable>(
  tx: Tx,
  table: T,
  which: RawBuilder<boolean>,
): Promise<Selectable<Database[T]> | null> {
  const { rows } = await sql<Selectable<Database[T]>>`
    update ${sql.table(table)} set used_at = now() where ${which} and ${isUsable} returning *`.execute(tx)
  return rows[0] ?? null
}

/** Explains why the link of a token was refused: it was used, or it expired or never existed. */
export async function linkRefusal(db: Db, table: LinkTable, token: string): Promise<'link_spent' | 'link_expired'> {
  const { rows } = await sql`
    select from ${sql.table(table)} where ${withToken(token)} and used_at is not null`.execute(db)
  return rows.length > 0 ? 'link_spent' : 'link_expired'
}
