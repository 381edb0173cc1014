import { sql } from 'kysely'
import type { Website } from '../../../contract/websites.ts'
import { AppError } from '../../platform/app-error.ts'
import type { Db, Tx } from '../../platform/database.ts'
import { tokenAudience, type WebsiteRow } from './token-audience.ts'

function selectWebsites(db: Db | Tx) {
  return db
    .selectFrom('website')
    .selectAll()
    .select(sql<number>`(select count(*)::int from website_user where website_id = website.id)`.as('users'))
}

function toWebsite(row: WebsiteRow & { users: number }, publicUrl: string | undefined): Website {
  const { id, version, name, origin, users, refused_at, refusal, former_until } = row
  return {
    id,
    version,
    name,
    origin,
    verifiesAddresses: row.verifies_addresses,
    portalUrl: row.portal_url,
    audience: tokenAudience(row, publicUrl),
    users,
    formerUntil: former_until && Date.parse(former_until) > Date.now() ? former_until : null,
    connectedAt: row.connected_at,
    refused: refused_at && refusal ? { at: refused_at, why: refusal } : null,
  }
}

export async function listWebsites(db: Db, publicUrl: string | undefined): Promise<Website[]> {
  const rows = await selectWebsites(db).orderBy(sql`fold(name)`).orderBy('id').execute()
  return rows.map((row) => toWebsite(row, publicUrl))
}

export async function requireWebsite(tx: Tx, id: string, publicUrl: string | undefined): Promise<Website> {
  const row = await selectWebsites(tx).where('id', '=', id).executeTakeFirst()
  if (!row) throw new AppError('not_found')
  return toWebsite(row, publicUrl)
}
