import { randomUUIDv7 } from 'node:crypto'
import type { PortalMe } from '../../../contract/portal.ts'
import { AppError } from '../../platform/app-error.ts'
import type { Ctx } from '../../platform/context.ts'
import type { Tx } from '../../platform/database.ts'
import { hashToken, sign } from '../../platform/signature.ts'
import { transact } from '../../platform/transact.ts'
import { beginGuestSession } from './client-sessions.ts'
import { limitedTo, loadEntrant } from './load-client.ts'
import { describeClient } from './session.ts'

/** Worked out from what it was made for, so that who asks again gets it again, and nobody finds it in the database. */
const guestToken = (secret: string, submissionId: string) => sign(secret, 'guest link', submissionId)

/** Where a guest follows their ticket: what follows # never reaches a server. */
export const linkPath = (token: string) => `/portail/#lien=${token}`
export const followPath = (secret: string, submissionId: string) => linkPath(guestToken(secret, submissionId))
/** Returns the hash by which the secret link of a submission is found while it waits in quarantine. */
export const followHash = (secret: string, submissionId: string) => hashToken(guestToken(secret, submissionId))

type Made = { submissionId: string; ticketId: string; contactId: string; linkSecret: string }

/** Deleting its row revokes it, with the sessions that it opened. */
export async function makeGuestLink(tx: Tx, { submissionId, ticketId, contactId, linkSecret }: Made): Promise<void> {
  const token_hash = followHash(linkSecret, submissionId)
  await tx
    .insertInto('guest_link')
    .values({ id: randomUUIDv7(), ticket_id: ticketId, contact_id: contactId, token_hash })
    .execute()
}

/** With the sessions that it opened, within seconds. */
export async function endGuestLink(tx: Tx, { ticketId, contactId }: Omit<Made, 'submissionId' | 'linkSecret'>) {
  await tx.deleteFrom('guest_link').where('ticket_id', '=', ticketId).where('contact_id', '=', contactId).execute()
}

/**
 * Opens the pages of one ticket. The link serves as often as it is followed. Throws link_refused, or submission_waits with
 * the number while an agent has still to look at what was sent.
 */
export async function followLink(ctx: Ctx, token: string, userAgent: string): Promise<{ me: PortalMe; token: string }> {
  return transact(ctx, async (tx) => {
    const link = await tx
      .selectFrom('guest_link')
      .select(['id', 'ticket_id', 'contact_id'])
      .where('token_hash', '=', hashToken(token))
      .executeTakeFirst()
    if (!link) throw await refusalOf(tx, token)
    const guest = await loadEntrant(tx, link.contact_id)
    if (!guest) throw new AppError('link_refused')
    const session = await beginGuestSession(tx, { id: link.id, contactId: link.contact_id }, userAgent)
    return { me: await describeClient(tx, limitedTo(guest, link.ticket_id)), token: session.token }
  })
}

async function refusalOf(tx: Tx, token: string): Promise<AppError> {
  const waiting = await tx
    .selectFrom('form_submission')
    .select('number')
    .where('link_hash', '=', hashToken(token))
    .where('ticket_id', 'is', null)
    .executeTakeFirst()
  return waiting ? new AppError('submission_waits', waiting) : new AppError('link_refused')
}
