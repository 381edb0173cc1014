import { sql } from 'kysely'
import type { Locale } from '../../../contract/enums.ts'
import type { PortalMe } from '../../../contract/portal.ts'
import { AppError } from '../../platform/app-error.ts'
import type { Client, Ctx } from '../../platform/context.ts'
import type { Db, Tx } from '../../platform/database.ts'
import { hashToken } from '../../platform/signature.ts'
import { transact } from '../../platform/transact.ts'
import { setContactLocale } from '../contacts/index.ts'
import { projectsOf } from '../projects/index.ts'
import { beginSession } from './client-sessions.ts'
import { loadClient } from './load-client.ts'

/** Spends a link: the second of two who use it is refused. Throws link_spent, link_expired. */
export async function signIn(ctx: Ctx, token: string, userAgent: string): Promise<{ me: PortalMe; token: string }> {
  return transact(ctx, async (tx) => {
    const client = await spendLink(tx, token)
    return { me: await describeClient(tx, client), token: await beginSession(tx, client, userAgent) }
  })
}

async function spendLink(tx: Tx, token: string): Promise<Client> {
  const hash = hashToken(token)
  const spent = await tx
    .updateTable('client_link')
    .set({ used_at: sql`now()` })
    .where('token_hash', '=', hash)
    .where('used_at', 'is', null)
    .where('expires_at', '>', sql<string>`now()`)
    .returning(['contact_id', 'address'])
    .executeTakeFirst()
  if (!spent) throw new AppError((await wasUsed(tx, hash)) ? 'link_spent' : 'link_expired')
  const client = await loadClient(tx, spent.contact_id)
  // The address is another's by now: whoever reads it is not this contact.
  if (client?.email !== spent.address) throw new AppError('link_expired')
  return client
}

async function wasUsed(tx: Tx, hash: string): Promise<boolean> {
  const link = await tx.selectFrom('client_link').select('used_at').where('token_hash', '=', hash).executeTakeFirst()
  return link?.used_at != null
}

export async function describeClient(db: Db | Tx, client: Client): Promise<PortalMe> {
  const organisation = await db
    .selectFrom('organisation')
    .select(['name', 'time_zone as timeZone', 'colour', 'logo_hash as logo'])
    .executeTakeFirstOrThrow()
  const { name, timeZone, ...look } = organisation
  const company = await db
    .selectFrom('company')
    .select(['id', 'name'])
    .where('id', '=', client.companyId)
    .executeTakeFirst()
  const { companyId: _, kind: _kind, projectIds, ...shown } = client
  return {
    ...shown,
    projects: await projectsOf(db, projectIds),
    company: company ?? null,
    organisation: { name, timeZone, look },
  }
}

/** Whoever holds a secret link turns the page alone: the contact whose ticket it is may be another. */
export async function changeLanguage(ctx: Ctx<Client>, locale: Locale): Promise<PortalMe> {
  if (ctx.actor.onlyTicketId === null) await transact(ctx, (tx) => setContactLocale(tx, ctx, locale))
  return describeClient(ctx.db, { ...ctx.actor, locale })
}

export async function signOut(db: Db, sessionId: string): Promise<void> {
  await db.deleteFrom('client_session').where('id', '=', sessionId).execute()
}
