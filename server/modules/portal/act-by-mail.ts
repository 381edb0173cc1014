import { sql } from 'kysely'
import type { PortalRating } from '../../../contract/portal.ts'
import { AppError } from '../../platform/app-error.ts'
import type { Client, Ctx } from '../../platform/context.ts'
import { readActPass } from '../mails/index.ts'
import { rateAsClient, setStatusAsClient } from '../tickets/index.ts'
import { loadClient } from './load-client.ts'

/** How long the buttons of a mail serve after the resolution that it told of. */
const servesDays = 30

type Asked = { ticketId: string; pass: string; linkSecret: string }

/** Rates the resolution that a mail told of, as its contact. Throws link_expired, not_rateable. */
export async function rateByMail(ctx: Ctx, asked: Asked, rating: PortalRating): Promise<undefined> {
  const { client } = await requireReader(ctx, asked)
  await rateAsClient({ ...ctx, actor: client }, asked.ticketId, rating)
}

/** Contests the resolution that a mail told of, as its contact. Throws link_expired. */
export async function contestByMail(ctx: Ctx, asked: Asked, note: string): Promise<undefined> {
  const { client, version } = await requireReader(ctx, asked)
  await setStatusAsClient({ ...ctx, actor: client }, asked.ticketId, { to: 'disputed', note, version })
}

/** Returns the contact whom the pass names, while the ticket stands as the mail said. Throws link_expired. */
async function requireReader(ctx: Ctx, asked: Asked): Promise<{ client: Client; version: number }> {
  const ticket = await ctx.db
    .selectFrom('ticket')
    .select(['id as ticketId', 'version', 'closed_at as closedAt'])
    .where('id', '=', asked.ticketId)
    .where('status', '=', 'resolved')
    .where('closed_at', '>', sql<string>`now() - ${servesDays} * interval '1 day'`)
    .executeTakeFirst()
  const closedAt = ticket?.closedAt
  const contactId = closedAt ? readActPass(asked.linkSecret, asked.pass, { ...ticket, closedAt }) : null
  const client = contactId && (await loadClient(ctx.db, contactId))
  if (!ticket || !client) throw new AppError('link_expired')
  return { client, version: ticket.version }
}
