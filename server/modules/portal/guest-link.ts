import type { PortalMe } from '../../../contract/portal.ts'
import { portalAddress, portalPaths } from '../../../contract/rules/page-addresses.ts'
import { AppError } from '../../platform/app-error.ts'
import type { Ctx } from '../../platform/context.ts'
import type { Tx } from '../../platform/database.ts'
import { newId } from '../../platform/new-id.ts'
import { hashToken, sign } from '../../platform/signature.ts'
import { transact } from '../../platform/transact.ts'
import { beginGuestSession } from './client-sessions.ts'
import { limitToTicket, loadActiveClient } from './load-client.ts'
import { describeClient } from './session.ts'

/** Derives a token from the submission's id: repeated requests return the same one, and the database does not hold it. */
const guestToken = (secret: string, submissionId: string) => sign(secret, 'guest link', submissionId)

/** Returns the page where a guest follows their ticket. The part after # never reaches a server. */
export const linkPath = (token: string) => portalAddress(portalPaths.list, { lien: token })
export const guestLinkPath = (secret: string, submissionId: string) => linkPath(guestToken(secret, submissionId))
/** Returns the hash that identifies the secret link of a submission in quarantine. */
export const guestLinkHash = (secret: string, submissionId: string) => hashToken(guestToken(secret, submissionId))

type GuestLinkInput = { submissionId: string; ticketId: string; contactId: string; linkSecret: string }

/** Inserts a secret link. Deleting the row revokes it, and ends its sessions. */
export async function insertGuestLink(
  tx: Tx,
  { submissionId, ticketId, contactId, linkSecret }: GuestLinkInput,
): Promise<void> {
  const token_hash = guestLinkHash(linkSecret, submissionId)
  await tx
    .insertInto('guest_link')
    .values({ id: newId(), ticket_id: ticketId, contact_id: contactId, token_hash })
    .execute()
}

/** Deletes a secret link. Its sessions end within seconds. */
export async function deleteGuestLink(
  tx: Tx,
  { ticketId, contactId }: Omit<GuestLinkInput, 'submissionId' | 'linkSecret'>,
) {
  await tx.deleteFrom('guest_link').where('ticket_id', '=', ticketId).where('contact_id', '=', contactId).execute()
}

/**
 * Signs in the holder of a secret link, for one ticket. The link can be used repeatedly. Throws link_refused, or
 * submission_waits with the number while the submission is in quarantine.
 */
export async function signInByGuestLink(
  ctx: Ctx,
  token: string,
  userAgent: string,
): Promise<{ me: PortalMe; token: string }> {
  return transact(ctx, async (tx) => {
    const link = await tx
      .selectFrom('guest_link')
      .select(['id', 'ticket_id', 'contact_id'])
      .where('token_hash', '=', hashToken(token))
      .executeTakeFirst()
    if (!link) throw await explainRefusal(tx, token)
    const guest = await loadActiveClient(tx, link.contact_id)
    if (!guest) throw new AppError('link_refused')
    const session = await beginGuestSession(tx, { id: link.id, contactId: link.contact_id }, userAgent)
    return { me: await describeClient(tx, limitToTicket(guest, link.ticket_id)), token: session.token }
  })
}

async function explainRefusal(tx: Tx, token: string): Promise<AppError> {
  const waiting = await tx
    .selectFrom('form_submission')
    .select('number')
    .where('link_hash', '=', hashToken(token))
    .where('ticket_id', 'is', null)
    .executeTakeFirst()
  return waiting ? new AppError('submission_waits', waiting) : new AppError('link_refused')
}
