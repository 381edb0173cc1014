import { sql } from 'kysely'
import { AppError } from '../../platform/app-error.ts'
import type { Ctx } from '../../platform/context.ts'
import type { Db, Tx } from '../../platform/database.ts'
import { transact } from '../../platform/transact.ts'
import { issuerOf, readSiteToken, type SiteClaims, TokenRefused } from './site-token.ts'
import { audienceOf, believedSecrets } from './websites.ts'

/** What a token says, once it is believed. */
export type Accepted = {
  website: { id: string; name: string; verifiesAddresses: boolean }
  claims: SiteClaims
}

type Asked = {
  token: string
  purpose: 'portal' | 'check' | 'forms'
  publicUrl: string | undefined
  /** Told why a token is refused, for the log: who sent it learns nothing. */
  onRefused: (refusal: { website: string | null; why: string }) => void
}

/**
 * Does `work` on the word of a website, in one transaction with the spending of its token: of two who send it, one is
 * refused. Throws site_token_refused for every token that is not believed, and notes why at the website that it names.
 */
export async function acceptSiteToken<T>(
  ctx: Ctx,
  { token, purpose, publicUrl, onRefused }: Asked,
  work: (tx: Tx, accepted: Accepted) => Promise<T>,
): Promise<T> {
  const issuer = issuerOf(token)
  const row = issuer ? await findWebsite(ctx.db, issuer) : undefined
  try {
    if (!row) throw new TokenRefused('malformed')
    const audience = audienceOf(row, publicUrl)
    const claims = await readSiteToken(token, {
      secrets: believedSecrets(ctx.secrets, row),
      issuer: row.id,
      audience,
      purpose,
    })
    return await transact(ctx, async (tx) => {
      const { id, name, verifies_addresses: verifiesAddresses } = row
      await spend(tx, id, claims)
      await noteConnection(tx, id, purpose)
      return work(tx, { website: { id, name, verifiesAddresses }, claims })
    })
  } catch (error) {
    if (!(error instanceof TokenRefused)) throw error
    onRefused({ website: row?.id ?? null, why: error.why })
    if (row) await noteRefusal(ctx.db, row.id, error)
    throw new AppError('site_token_refused')
  }
}

const findWebsite = (db: Db, id: string) => db.selectFrom('website').selectAll().where('id', '=', id).executeTakeFirst()

/** Kept until it has expired for good, the skew of clocks included. */
async function spend(tx: Tx, websiteId: string, { jti, exp }: SiteClaims): Promise<void> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('spent_site_token')
    .values({ website_id: websiteId, jti, expires_at: new Date((exp + 120) * 1000).toISOString() })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if (numInsertedOrUpdatedRows === 0n) throw new TokenRefused('replayed')
}

/** Its own row is written once a minute at most, however many of its users come; a test of it is seen at once. */
async function noteConnection(tx: Tx, websiteId: string, purpose: Asked['purpose']): Promise<void> {
  const isNews = sql<boolean>`(connected_at is null or connected_at < now() - interval '1 minute')`
  const site = tx.updateTable('website').set({ connected_at: sql`now()` }).where('id', '=', websiteId)
  await (purpose === 'check' ? site : site.where(isNews)).execute()
}

async function noteRefusal(db: Db, websiteId: string, { why }: TokenRefused): Promise<void> {
  await db.updateTable('website').set({ refused_at: sql`now()`, refusal: why }).where('id', '=', websiteId).execute()
}
