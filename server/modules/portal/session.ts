import type { Locale } from '../../../contract/enums.ts'
import type { PortalMe } from '../../../contract/portal.ts'
import type { Client } from '../../actors.ts'
import type { Ctx } from '../../platform/context.ts'
import type { Db, Tx } from '../../platform/database.ts'
import { transact } from '../../platform/transact.ts'
import { setContactLocale } from '../contacts/index.ts'
import { listProjectRefs } from '../projects/index.ts'

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
    projects: await listProjectRefs(db, projectIds),
    company: company ?? null,
    organisation: { name, timeZone, look },
  }
}

/** Changes the language. The holder of a secret link changes only their page, since the contact may be another person. */
export async function changeLanguage(ctx: Ctx<Client>, locale: Locale): Promise<PortalMe> {
  if (ctx.actor.onlyTicketId === null) await transact(ctx, (tx) => setContactLocale(tx, ctx, locale))
  return describeClient(ctx.db, { ...ctx.actor, locale })
}

export async function signOut(db: Db, sessionId: string): Promise<void> {
  await db.deleteFrom('client_session').where('id', '=', sessionId).execute()
}
