import { randomBytes, randomUUIDv7 } from 'node:crypto'
import { type Selectable, sql } from 'kysely'
import type { Website, WebsiteInput, WithSecret } from '../../../contract/websites.ts'
import type { Agent } from '../../actors.ts'
import { AppError } from '../../platform/app-error.ts'
import type { Ctx } from '../../platform/context.ts'
import type { Db, Tx } from '../../platform/database.ts'
import { record } from '../../platform/record.ts'
import type { SealedColumn, Secrets } from '../../platform/secrets.ts'
import { changeRecord } from '../../platform/simple-records.ts'
import { transact } from '../../platform/transact.ts'
import type { Database } from '../../rows.gen.ts'

type Row = Selectable<Database['website']>

/** Returns the audience that a website's tokens must name: the URL of this Guichet. */
export const tokenAudience = (row: Pick<Row, 'made_at_address'>, publicUrl: string | undefined) =>
  publicUrl ?? row.made_at_address

const place = 'website.secret'
const formerPlace = 'website.former_secret'
export const sealedWebsiteColumns: readonly SealedColumn[] = [place, formerPlace]
export const clearWebsiteSecrets = "update website set secret = '', former_secret = null, former_until = null"

/** Returns the secrets that a website may sign with: the current one, and the former one during a renewal. */
export function acceptedSecrets(secrets: Secrets, { secret, former_secret, former_until }: Row): string[] {
  const isValid = former_secret !== null && former_until !== null && Date.parse(former_until) > Date.now()
  const former = isValid ? secrets.open(formerPlace, former_secret) : null
  return [secrets.open(place, secret), former].filter((one) => one !== null)
}

const newSecret = () => randomBytes(32).toString('base64url')

function selectWebsites(db: Db | Tx) {
  return db
    .selectFrom('website')
    .selectAll()
    .select(sql<number>`(select count(*)::int from website_user where website_id = website.id)`.as('users'))
}

function toWebsite(row: Row & { users: number }, publicUrl: string | undefined): Website {
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

async function requireWebsite(tx: Tx, id: string, publicUrl: string | undefined): Promise<Website> {
  const row = await selectWebsites(tx).where('id', '=', id).executeTakeFirst()
  if (!row) throw new AppError('not_found')
  return toWebsite(row, publicUrl)
}

/** @param address URL in the administrator's browser, for installations without a configured public URL */
export async function createWebsite(
  ctx: Ctx<Agent>,
  { name, origin, verifiesAddresses, portalUrl }: WebsiteInput,
  { publicUrl, address }: { publicUrl: string | undefined; address: string },
): Promise<WithSecret> {
  return transact(withoutIdempotency(ctx), async (tx) => {
    const [id, secret] = [randomUUIDv7(), newSecret()]
    await tx
      .insertInto('website')
      .values({
        id,
        name,
        origin,
        verifies_addresses: verifiesAddresses,
        portal_url: portalUrl,
        made_at_address: address,
        secret: ctx.secrets.seal(place, secret),
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

/** Renews a secret. With `keepFormer` the former one stays valid for a day, so that both sides need not change at once. */
export async function renewSecret(
  ctx: Ctx<Agent>,
  id: string,
  keepFormer: boolean,
  publicUrl: string | undefined,
): Promise<WithSecret> {
  return transact(withoutIdempotency(ctx), async (tx) => {
    const secret = newSecret()
    const former = keepFormer ? await findSecret(tx, ctx.secrets, id) : null
    const row = await tx
      .updateTable('website')
      .set((column) => ({
        former_secret: former && ctx.secrets.seal(formerPlace, former),
        former_until: former && sql<string>`now() + interval '1 day'`,
        secret: ctx.secrets.seal(place, secret),
        version: column('version', '+', 1),
      }))
      .where('id', '=', id)
      .returning('version')
      .executeTakeFirst()
    if (!row) throw new AppError('not_found')
    const data = { keepFormer }
    await record(tx, ctx, 'website.secret_renewed', { id, version: row.version, data })
    return { website: await requireWebsite(tx, id, publicUrl), secret }
  })
}

async function findSecret(tx: Tx, secrets: Secrets, id: string): Promise<string | null> {
  const row = await tx.selectFrom('website').select('secret').where('id', '=', id).forUpdate().executeTakeFirst()
  return row ? secrets.open(place, row.secret) : null
}

/** Deletes a website and the sessions that it vouched for. Its users stay contacts with their tickets. */
export async function removeWebsite(ctx: Ctx<Agent>, id: string): Promise<undefined> {
  await transact(ctx, async (tx) => {
    const row = await tx.deleteFrom('website').where('id', '=', id).returning(['name', 'origin']).executeTakeFirst()
    if (!row) throw new AppError('not_found')
    await record(tx, ctx, 'website.deleted', { id, data: row })
  })
}

/** Disables idempotency: a response with a secret must not be stored. */
const withoutIdempotency = <A extends Agent>(ctx: Ctx<A>): Ctx<A> => ({ ...ctx, idempotency: null })

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
