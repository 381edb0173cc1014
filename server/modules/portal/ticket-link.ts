import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { GuestLink } from '../../../contract/guest-links.ts'
import type { Agent } from '../../actors.ts'
import { AppError } from '../../platform/app-error.ts'
import type { Ctx } from '../../platform/context.ts'
import type { Tx } from '../../platform/database.ts'
import { newId } from '../../platform/new-id.ts'
import { record } from '../../platform/record.ts'
import { hashToken } from '../../platform/signature.ts'
import { transact } from '../../platform/transact.ts'
import { visibleTo } from '../tickets/index.ts'
import { linkPath } from './guest-link.ts'

/** Contact who may have a secret link: the guest who sent a form. Contacts with an address or company have to sign in. */
const guest = sql<string | null>`(
  select contact.id from contact
  where contact.id = reporter_contact_id and channel = 'form' and contact.email is null and contact.company_id is null)`

/** Returns the state of a ticket's secret link. Throws not_found. */
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
  const link = madeAt === null ? null : { madeAt, usedAt }
  const mayChange = actor.permissions.has('tickets.edit')
  return { link, can: { make: mayChange && ticket.guest !== null, revoke: mayChange && link !== null } }
}

/** Revokes a ticket's secret link. Throws not_found for an invisible ticket, or one without a link. */
export async function revokeTicketLink(ctx: Ctx<Agent>, ticketId: string): Promise<void> {
  await transact(ctx, async (tx) => {
    await lockSeen(tx, ctx.actor, ticketId)
    if (!(await deleteLinks(tx, ticketId))) throw new AppError('not_found')
    await recordChange(tx, ctx, ticketId, { from: 'on', to: 'off' })
  })
}

/**
 * Replaces a ticket's secret link. The response alone holds the token, so it is not stored for repeats. Throws not_found
 * for a ticket without a guest.
 */
export async function makeTicketLink(ctx: Ctx<Agent>, ticketId: string): Promise<{ path: string }> {
  return transact({ ...ctx, idempotency: null }, async (tx) => {
    const ticket = await lockSeen(tx, ctx.actor, ticketId)
    if (ticket.guest === null) throw new AppError('not_found')
    const from = (await deleteLinks(tx, ticketId)) ? 'on' : 'off'
    const token = randomBytes(32).toString('base64url')
    await tx
      .insertInto('guest_link')
      .values({ id: newId(), ticket_id: ticketId, contact_id: ticket.guest, token_hash: hashToken(token) })
      .execute()
    await recordChange(tx, ctx, ticketId, { from, to: 'new' })
    return { path: linkPath(token) }
  })
}

/** Locks a ticket, closed or not: secret links are independent of its status. */
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

/** Deletes the secret links of a ticket, and thereby their sessions. */
async function deleteLinks(tx: Tx, ticketId: string): Promise<boolean> {
  const { numDeletedRows } = await tx.deleteFrom('guest_link').where('ticket_id', '=', ticketId).executeTakeFirst()
  return numDeletedRows > 0n
}

type Change = { from: 'on' | 'off'; to: 'off' | 'new' }

const recordChange = (tx: Tx, ctx: Ctx, id: string, change: Change) =>
  record(tx, ctx, 'ticket.guest_link_changed', {
    id,
    data: { changes: [{ field: 'guestLink', ...change }] },
  })
