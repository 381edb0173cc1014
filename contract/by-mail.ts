import { z } from 'zod'
import { IdParams } from './common.ts'
import { byMailEndpoints } from './endpoints/by-mail.ts'
import { PortalRating, PortalStatusChange } from './portal-input.ts'
import { route } from './route.ts'

const tag = 'portal'
const access = { public: 'the signed pass names one contact and one resolution; it reads nothing' }
const Pass = z.string().max(200).describe('Pass from the link in the mail')

/** Routes behind the buttons in mails, which need no session. */
export const byMail = {
  rate: route({
    ...byMailEndpoints.rate,
    summary: 'Rate the resolution that a mail announced, without signing in',
    tag,
    access,
    params: IdParams,
    body: z.object({ pass: Pass }).and(PortalRating),
    status: 204,
  }),
  contest: route({
    ...byMailEndpoints.contest,
    summary: 'Contest the resolution that a mail announced, without signing in',
    tag,
    access,
    params: IdParams,
    body: z.object({ pass: Pass, note: PortalStatusChange.shape.note }),
    status: 204,
  }),
  stop: route({
    ...byMailEndpoints.stop,
    summary:
      'Unsubscribe the recipient of this mail from mails about tickets: List-Unsubscribe-Post of RFC 8058; the body is ignored',
    tag,
    access: { public: 'the signed pass names one contact at one address, and serves for nothing else' },
    params: z.object({ pass: z.string().max(200) }),
    status: 204,
    anyOrigin: true,
  }),
  askToStop: route({
    method: 'GET',
    path: '/api/portal/mails/stop/:pass',
    summary: 'Redirect to the page that asks whether to unsubscribe; changes nothing',
    tag,
    access: { public: 'the signed pass goes on to the page, where a button uses it' },
    params: z.object({ pass: z.string().max(200) }),
    reply: z.object({}),
    status: 302,
  }),
}
