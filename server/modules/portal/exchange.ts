import type { PortalSession } from '../../../contract/portal.ts'
import type { Ctx } from '../../platform/context.ts'
import { acceptSiteToken, findOrCreateUser } from '../websites/index.ts'
import { beginVouchedSession } from './client-sessions.ts'
import { requireClient } from './load-client.ts'
import { describeClient } from './session.ts'

type ExchangeRequest = Omit<Parameters<typeof acceptSiteToken>[1], 'purpose'>

/** Signs in a user of a website by its token. Throws site_token_refused. */
export async function exchange(ctx: Ctx, exchangeRequest: ExchangeRequest, userAgent: string): Promise<PortalSession> {
  return acceptSiteToken(ctx, { ...exchangeRequest, purpose: 'portal' }, async (tx, verified) => {
    const user = await findOrCreateUser(tx, ctx, verified)
    const { token, expiresAt } = await beginVouchedSession(tx, user, userAgent)
    return {
      me: await describeClient(tx, await requireClient(tx, user.contactId)),
      session: token,
      expiresAt,
      statedEmail: verified.claims.email,
    }
  })
}
