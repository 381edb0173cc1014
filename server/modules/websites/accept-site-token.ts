import { sql } from 'kysely'
import { AppError } from '../../platform/app-error.ts'
import type { Ctx } from '../../platform/context.ts'
import type { Db, Tx } from '../../platform/database.ts'
import { transact } from '../../platform/transact.ts'
import { readIssuer, type SiteClaims, SiteTokenError, verifySiteToken } from './site-token.ts'
import { tokenAudience } from './token-audience.ts'
import { acceptedSecrets } from './website-secrets.ts'

/** Verified content of a site token, and the website that signed it. */
export type VerifiedToken = {
  website: { id: string; name: string; verifiesAddresses: boolean }
  claims: SiteClaims
}

type TokenRequest = {
  token: string
  purpose: 'portal' | 'check' | 'forms'
  publicUrl: string | undefined
  /** Logs the reason of a refusal. The caller does not learn it. */
  onRefusal: (refusal: { website: string | null; why: string }) => void
}

/**
 * Verifies a site token and runs `work` in the transaction that consumes the token, so that only one of two requests with
 * it succeeds. Throws site_token_refused for any invalid token, and saves the reason at the website that it names.
 */
export async function acceptSiteToken<T>(
  ctx: Ctx,
  { token, purpose, publicUrl, onRefusal }: TokenRequest,
  work: (tx: Tx, verified: VerifiedToken) => Promise<T>,
): Promise<T> {
  const issuer = readIssuer(token)
  const row = issuer ? await findWebsite(ctx.db, issuer) : undefined
  try {
    if (!row) throw new SiteTokenError('malformed')
    const audience = tokenAudience(row, publicUrl)
    const claims = await verifySiteToken(token, {
      secrets: acceptedSecrets(ctx.secrets, row),
      issuer: row.id,
      audience,
      purpose,
    })
    return await transact(ctx, async (tx) => {
      const { id, name, verifies_addresses: verifiesAddresses } = row
      await consumeToken(tx, id, claims)
      await saveConnection(tx, id, purpose)
      return work(tx, { website: { id, name, verifiesAddresses }, claims })
    })
  } catch (error) {
    if (!(error instanceof SiteTokenError)) throw error
    onRefusal({ website: row?.id ?? null, why: error.why })
    if (row) await saveRefusal(ctx.db, row.id, error)
    throw new AppError('site_token_refused')
  }
}

const findWebsite = (db: Db, id: string) => db.selectFrom('website').selectAll().where('id', '=', id).executeTakeFirst()

/** Consumes a token. Its id is stored until it has expired, allowing for clock skew. */
async function consumeToken(tx: Tx, websiteId: string, { jti, exp }: SiteClaims): Promise<void> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('spent_site_token')
    .values({ website_id: websiteId, jti, expires_at: new Date((exp + 120) * 1000).toISOString() })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if (numInsertedOrUpdatedRows === 0n) throw new SiteTokenError('replayed')
}

/** Updates the time of the last connection, at most once a minute unless an administrator tests it. */
async function saveConnection(tx: Tx, websiteId: string, purpose: TokenRequest['purpose']): Promise<void> {
  const isDue = sql<boolean>`(connected_at is null or connected_at < now() - interval '1 minute')`
  const site = tx.updateTable('website').set({ connected_at: sql`now()` }).where('id', '=', websiteId)
  await (purpose === 'check' ? site : site.where(isDue)).execute()
}

async function saveRefusal(db: Db, websiteId: string, { why }: SiteTokenError): Promise<void> {
  await db.updateTable('website').set({ refused_at: sql`now()`, refusal: why }).where('id', '=', websiteId).execute()
}
