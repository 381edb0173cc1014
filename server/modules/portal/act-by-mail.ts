import { sql } from 'kysely'
import type { PortalRating } from '../../../contract/portal.ts'
import type { Client } from '../../actors.ts'
import { AppError } from '../../platform/app-error.ts'
import type { Ctx } from '../../platform/context.ts'
import { readActPass } from '../mails/index.ts'
import { rateAsClient, setStatusAsClient } from '../tickets/index.ts'
import { loadClient } from './load-client.ts'

/** Number of days after a resolution in which the buttons of its mail work. */
const validDays = 30

type MailAction = { ticketId: string; pass: string; linkSecret: string }

/** Rates the resolution of a mail as its recipient. Throws link_expired, not_rateable. */
export async function rateByMail(ctx: Ctx, action: MailAction, rating: PortalRating): Promise<undefined> {
  const { client } = await requireRecipient(ctx, action)
  await rateAsClient({ ...ctx, actor: client }, action.ticketId, rating)
}

/** Contests the resolution of a mail as its recipient. Throws link_expired. */
export async function contestByMail(ctx: Ctx, action: MailAction, note: string): Promise<undefined> {
  const { client, version } = await requireRecipient(ctx, action)
  await setStatusAsClient({ ...ctx, actor: client }, action.ticketId, { to: 'disputed', note, version })
}

/** Returns the recipient that the pass names, as long as the resolution stands. Throws link_expired. */
async function requireRecipient(ctx: Ctx, action: MailAction): Promise<{ client: Client; version: number }> {
  const ticket = await ctx.db
    .selectFrom('ticket')
    .select(['id as ticketId', 'version', 'closed_at as closedAt'])
    .where('id', '=', action.ticketId)
    .where('status', '=', 'resolved')
    .where('closed_at', '>', sql<string>`now() - ${validDays} * interval '1 day'`)
    .executeTakeFirst()
  const closedAt = ticket?.closedAt
  const contactId = closedAt ? readActPass(action.linkSecret, action.pass, { ...ticket, closedAt }) : null
  const client = contactId && (await loadClient(ctx.db, contactId))
  if (!ticket || !client) throw new AppError('link_expired')
  return { client, version: ticket.version }
}
