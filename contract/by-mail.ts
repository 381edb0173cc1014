import { z } from 'zod'
import { IdParams } from './common.ts'
import { byMailEndpoints } from './endpoints/by-mail.ts'
import { PortalRating, PortalStatusChange } from './portal-input.ts'
import { route } from './route.ts'

const tag = 'portal'
const access = { public: 'the signed pass names one contact and one resolution; it reads nothing' }
const Pass = z.string().max(200).describe('What the link of the mail carries')

/** Routes of the buttons of mails that need no session. */
export const byMail = {
  rate: route({
    ...byMailEndpoints.rate,
    summary: 'Say what one thinks of the resolution that a mail told of, without signing in',
    tag,
    access,
    params: IdParams,
    body: z.object({ pass: Pass }).and(PortalRating),
    status: 204,
  }),
  contest: route({
    ...byMailEndpoints.contest,
    summary: 'Contest the resolution that a mail told of, without signing in',
    tag,
    access,
    params: IdParams,
    body: z.object({ pass: Pass, note: PortalStatusChange.shape.note }),
    status: 204,
  }),
  stop: route({
    ...byMailEndpoints.stop,
    summary:
      'No more mails about tickets, for whom this mail was for: List-Unsubscribe of RFC 8058, whatever the body says',
    tag,
    access: { public: 'the signed pass names one contact at one address, and serves for nothing else' },
    params: z.object({ pass: z.string().max(200) }),
    status: 204,
    anyOrigin: true,
  }),
  askToStop: route({
    method: 'GET',
    path: '/api/portal/mails/stop/:pass',
    summary: 'Leads to the page that asks whether one wants no more mails; changes nothing',
    tag,
    access: { public: 'the signed pass goes on to the page, where a button uses it' },
    params: z.object({ pass: z.string().max(200) }),
    reply: z.object({}),
    status: 302,
  }),
}
