import { sql } from 'kysely'
import type { Visibility } from '../../../contract/enums.ts'
import type { Client, Person } from '../../actors.ts'
import { AppError } from '../../platform/app-error.ts'
import type { Db, Tx } from '../../platform/database.ts'
import { uploaderColumn } from './uploader.ts'
import { releaseReservationsOf } from './waiting-uploads.ts'

type FileRef = { id: string; name: string }
type AttachmentTarget = { ticketId: string; stepId?: string; atOpening?: boolean }

/** Attaches a person's own uploads to a ticket or step, in the transaction of that change. Throws not_found. */
export async function attachUploads(
  tx: Tx,
  uploader: Person,
  ids: readonly string[],
  place: AttachmentTarget,
): Promise<FileRef[]> {
  if (ids.length === 0) return []
  const rows = await tx
    .updateTable('attachment')
    .set({
      ticket_id: place.ticketId,
      step_id: place.stepId ?? null,
      at_opening: place.atOpening ?? false,
      expires_at: null,
    })
    .where('id', '=', sql<string>`any(${[...ids]}::uuid[])`)
    .where(uploaderColumn(uploader), '=', uploader.id)
    .where('ticket_id', 'is', null)
    .where('expires_at', '>', sql<string>`now()`)
    .returning(['id', 'name'])
    .execute()
  if (rows.length < ids.length) throw new AppError('not_found')
  if (uploader.kind !== 'agent') await releaseReservationsOf(tx, ids)
  return ids.flatMap((id) => rows.filter((row) => row.id === id))
}

/** Attaches uploads made under a pass, once their sender is known as a contact. Throws not_found. */
export async function attachGuestUploads(
  tx: Tx,
  passId: string,
  uploader: Client,
  ids: readonly string[],
  place: AttachmentTarget,
): Promise<void> {
  if (ids.length === 0) return
  await tx
    .updateTable('attachment')
    .set({ uploaded_under_pass: null, uploaded_by_contact_id: uploader.id })
    .where('uploaded_under_pass', '=', passId)
    .where('id', '=', sql<string>`any(${[...ids]}::uuid[])`)
    .execute()
  await attachUploads(tx, uploader, [...new Set(ids)], place)
}

/** Keeps uploads while their submission waits in quarantine. */
export async function holdUploads(tx: Tx, passId: string, ids: readonly string[]): Promise<void> {
  await tx
    .updateTable('attachment')
    .set({ expires_at: sql<string>`'infinity'` })
    .where('uploaded_under_pass', '=', passId)
    .where('id', '=', sql<string>`any(${[...ids]}::uuid[])`)
    .execute()
  await releaseReservationsOf(tx, ids)
}

/** Expires uploads made under passes that nobody needs any more. */
export async function releaseUploads(tx: Db | Tx, passIds: readonly string[]): Promise<void> {
  await tx
    .updateTable('attachment')
    .set({ expires_at: sql<string>`now()` })
    .where('uploaded_under_pass', '=', sql<string>`any(${[...passIds]}::uuid[])`)
    .execute()
}

/** Conditions for the rows that a backup includes: files on tickets, and those of submissions in quarantine. */
export const attachmentsInBackup = {
  waiting_upload: 'false',
  attachment:
    'ticket_id is not null or id in (select unnest(attachment_ids) from form_submission where ticket_id is null)',
}

/** Detaches a file from a ticket and expires it, so that the next sweep deletes it. Throws not_found. */
export async function detach(tx: Tx, ticketId: string, id: string): Promise<FileRef & { visibility: Visibility }> {
  const visibility = await visibilityOf(tx, id)
  const row = await tx
    .updateTable('attachment')
    .set({ ticket_id: null, step_id: null, at_opening: false, expires_at: new Date().toISOString() })
    .where('id', '=', id)
    .where('ticket_id', '=', ticketId)
    .returning(['id', 'name'])
    .executeTakeFirst()
  if (!row) throw new AppError('not_found')
  return { ...row, visibility }
}

/** Returns the visibility of a file: its step's, or public when it is on the ticket itself. */
async function visibilityOf(tx: Tx, id: string): Promise<Visibility> {
  const step = await tx
    .selectFrom('attachment')
    .innerJoin('step', 'step.id', 'attachment.step_id')
    .select('step.visibility')
    .where('attachment.id', '=', id)
    .executeTakeFirst()
  return step?.visibility ?? 'public'
}
