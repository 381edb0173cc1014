import type { Website, WebsiteInput, WithSecret } from '../../../contract/websites.ts'
import type { Agent } from '../../actors.ts'
import { AppError } from '../../platform/app-error.ts'
import type { Ctx } from '../../platform/context.ts'
import type { Tx } from '../../platform/database.ts'
import { newId } from '../../platform/new-id.ts'
import { record } from '../../platform/record.ts'
import { changeRecord } from '../../platform/simple-records.ts'
import { transact } from '../../platform/transact.ts'
import { requireWebsite } from './list-websites.ts'
import { newSecret, secretPlace, withoutIdempotency } from './website-secrets.ts'

/** @param address URL in the administrator's browser, for installations without a configured public URL */
export async function createWebsite(
  ctx: Ctx<Agent>,
  { name, origin, verifiesAddresses, portalUrl }: WebsiteInput,
  { publicUrl, address }: { publicUrl: string | undefined; address: string },
): Promise<WithSecret> {
  return transact(withoutIdempotency(ctx), async (tx) => {
    const [id, secret] = [newId(), newSecret()]
    await tx
      .insertInto('website')
      .values({
        id,
        name,
        origin,
        verifies_addresses: verifiesAddresses,
        portal_url: portalUrl,
        made_at_address: address,
        secret: ctx.secrets.seal(secretPlace, secret),
      })
      .execute()
    await record(tx, ctx, 'website.created', { id, version: 1 })
    return { website: await requireWebsite(tx, id, publicUrl), secret }
  })
}

export async function changeWebsite(
  ctx: Ctx<Agent>,
  id: string,
  { version, name, origin, verifiesAddresses, portalUrl }: WebsiteInput & { version: number },
  publicUrl: string | undefined,
): Promise<Website> {
  return transact(ctx, (tx) =>
    changeRecord(tx, ctx, {
      name: 'website.changed',
      id,
      version,
      read: () => requireWebsite(tx, id, publicUrl),
      write: () =>
        tx
          .updateTable('website')
          .set({ name, origin, verifies_addresses: verifiesAddresses, portal_url: portalUrl, version: version + 1 })
          .where('id', '=', id)
          .where('version', '=', version)
          .executeTakeFirst(),
    }),
  )
}

/** Deletes a website and the sessions that it vouched for. Its users stay contacts with their tickets. */
export async function removeWebsite(ctx: Ctx<Agent>, id: string): Promise<undefined> {
  await transact(ctx, async (tx) => {
    const row = await tx.deleteFrom('website').where('id', '=', id).returning(['name', 'origin']).executeTakeFirst()
    if (!row) throw new AppError('not_found')
    await record(tx, ctx, 'website.deleted', { id, data: row })
  })
}

/** Saves the page of a website that shows requests, as the website reports it. A page of another origin is ignored. */
export async function savePortalPage(tx: Tx, id: string, portalUrl: string | null): Promise<void> {
  await tx
    .updateTable('website')
    .set((column) => ({ portal_url: portalUrl, version: column('version', '+', 1) }))
    .where('id', '=', id)
    .where('portal_url', 'is distinct from', portalUrl)
    .where((column) => column.or([column.val(portalUrl === null), column('origin', '=', originOf(portalUrl))]))
    .execute()
}

const originOf = (url: string | null) => (url === null ? '' : new URL(url).origin)
