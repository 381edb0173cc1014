import type { PortalSession } from '../../../contract/portal.ts'
import type { Ctx } from '../../platform/context.ts'
import { acceptSiteToken, findOrCreateUser } from '../websites/index.ts'
import { beginVouchedSession } from './client-sessions.ts'
import { requireClient } from './load-client.ts'
import { describeClient } from './session.ts'

type Asked = Omit<Parameters<typeof acceptSiteToken>[1], 'purpose'>

/** Signs in the user of a website, on its word. Throws site_token_refused. */
export async function exchange(ctx: Ctx, asked: Asked, userAgent: string): Promise<PortalSession> {
  return acceptSiteToken(ctx, { ...asked, purpose: 'portal' }, async (tx, verified) => {
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
