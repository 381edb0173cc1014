import type { PortalSession } from '../../../contract/portal.ts'
import { AppError } from '../../platform/app-error.ts'
import type { Ctx } from '../../platform/context.ts'
import { acceptSiteToken, findOrCreateUser } from '../websites/index.ts'
import { beginWebsiteSession } from './client-sessions.ts'
import { loadActiveClient } from './load-client.ts'
import { describeClient } from './session.ts'

type ExchangeRequest = Omit<Parameters<typeof acceptSiteToken>[1], 'purpose'>

/** Signs in a user of a website by its token. Throws site_token_refused. */
export async function exchangeSiteToken(
  ctx: Ctx,
  exchangeRequest: ExchangeRequest,
  userAgent: string,
): Promise<PortalSession> {
  return acceptSiteToken(ctx, { ...exchangeRequest, purpose: 'portal' }, async (tx, verified) => {
    const user = await findOrCreateUser(tx, ctx, verified)
    const client = await loadActiveClient(tx, user.contactId)
    if (!client) throw new AppError('site_token_refused')
    const { token, expiresAt } = await beginWebsiteSession(tx, user, userAgent)
    return {
      me: await describeClient(tx, client),
      session: token,
      expiresAt,
      statedEmail: verified.claims.email,
    }
  })
}
