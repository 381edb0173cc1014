import type { PortalSession } from '../../../contract/portal.ts'
import { AppError } from '../../platform/app-error.ts'
import type { Ctx } from '../../platform/context.ts'
import { acceptSiteToken, recogniseUser } from '../websites/index.ts'
import { beginVouchedSession } from './client-sessions.ts'
import { loadEntrant } from './load-client.ts'
import { describeClient } from './session.ts'

type Asked = Omit<Parameters<typeof acceptSiteToken>[1], 'purpose'>

/** Signs in the user of a website, on its word. Throws site_token_refused. */
export async function exchange(ctx: Ctx, asked: Asked, userAgent: string): Promise<PortalSession> {
  return acceptSiteToken(ctx, { ...asked, purpose: 'portal' }, async (tx, accepted) => {
    const user = await recogniseUser(tx, ctx, accepted)
    const client = await loadEntrant(tx, user.contactId)
    if (!client) throw new AppError('site_token_refused')
    const { token, expiresAt } = await beginVouchedSession(tx, user, userAgent)
    return {
      me: await describeClient(tx, client),
      session: token,
      expiresAt,
      statedEmail: accepted.claims.email,
    }
  })
}
