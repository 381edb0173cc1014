import { randomBytes, randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import type { GuestLink } from '../../../contract/guest-links.ts'
import { AppError } from '../../platform/app-error.ts'
import type { Agent, Ctx } from '../../platform/context.ts'
import type { Tx } from '../../platform/database.ts'
import { record } from '../../platform/record.ts'
import { hashToken } from '../../platform/signature.ts'
import { transact } from '../../platform/transact.ts'
import { visibleTo } from '../tickets/index.ts'
import { linkPath } from './guest-link.ts'

/** Who may have a secret link: who sent a form and has no other way in. Who is known signs in, and nobody may do it for them. */
const guest = sql<string | null>`(
  select contact.id from contact
  where contact.id = reporter_contact_id and channel = 'form' and contact.email is null and contact.company_id is null)`

/** Throws not_found. */
export async function showTicketLink({ db, actor }: Ctx<Agent>, ticketId: string): Promise<GuestLink> {
  const ticket = await db
    .selectFrom('ticket')
    .leftJoin('guest_link', 'guest_link.ticket_id', 'ticket.id')
    .select([guest.as('guest'), 'guest_link.created_at as madeAt'])
    .select(
      sql<string | null>`(select max(last_used_at) from client_session where guest_link_id = guest_link.id)`.as(
        'usedAt',
      ),
    )
    .where('ticket.id', '=', ticketId)
    .where(visibleTo(actor))
    .orderBy('guest_link.created_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!ticket) throw new AppError('not_found')
  const { madeAt, usedAt } = ticket
  return { link: madeAt === null ? null : { madeAt, usedAt }, canMake: ticket.guest !== null }
}

/** Throws not_found for a ticket that the agent does not see, or that nobody follows. */
export async function revokeTicketLink(ctx: Ctx<Agent>, ticketId: string): Promise<void> {
  await transact(ctx, async (tx) => {
    await lockSeen(tx, ctx.actor, ticketId)
    if (!(await endLinks(tx, ticketId))) throw new AppError('not_found')
    await recordChange(tx, ctx, ticketId, { from: 'on', to: 'off' })
  })
}

/** Its token is in this answer and nowhere else, not even for the same request again. Throws not_found for a ticket of which no guest is the reporter. */
export async function makeTicketLink(ctx: Ctx<Agent>, ticketId: string): Promise<{ path: string }> {
  return transact({ ...ctx, idempotency: null }, async (tx) => {
    const ticket = await lockSeen(tx, ctx.actor, ticketId)
    if (ticket.guest === null) throw new AppError('not_found')
    const from = (await endLinks(tx, ticketId)) ? 'on' : 'off'
    const token = randomBytes(32).toString('base64url')
    await tx
      .insertInto('guest_link')
      .values({ id: randomUUIDv7(), ticket_id: ticketId, contact_id: ticket.guest, token_hash: hashToken(token) })
      .execute()
    await recordChange(tx, ctx, ticketId, { from, to: 'new' })
    return { path: linkPath(token) }
  })
}

/** Closed or not: who follows a ticket is no part of it. */
async function lockSeen(tx: Tx, agent: Agent, ticketId: string) {
  const ticket = await tx
    .selectFrom('ticket')
    .select(guest.as('guest'))
    .where('id', '=', ticketId)
    .where(visibleTo(agent))
    .forUpdate()
    .executeTakeFirst()
  if (!ticket) throw new AppError('not_found')
  return ticket
}

/** With the sessions that they opened. */
async function endLinks(tx: Tx, ticketId: string): Promise<boolean> {
  const { numDeletedRows } = await tx.deleteFrom('guest_link').where('ticket_id', '=', ticketId).executeTakeFirst()
  return numDeletedRows > 0n
}

type Change = { from: 'on' | 'off'; to: 'off' | 'new' }

const recordChange = (tx: Tx, ctx: Ctx, id: string, change: Change) =>
  record(tx, ctx, 'ticket.guest_link_changed', {
    subject: 'ticket',
    id,
    data: { changes: [{ field: 'guestLink', ...change }] },
  })
