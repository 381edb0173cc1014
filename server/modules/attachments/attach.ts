import { sql } from 'kysely'
import type { Visibility } from '../../../contract/enums.ts'
import { AppError } from '../../platform/app-error.ts'
import type { Client, Person } from '../../platform/context.ts'
import type { Db, Tx } from '../../platform/database.ts'
import { uploaderColumn } from './uploader.ts'
import { giveBackRoomOf } from './waiting-uploads.ts'

type Named = { id: string; name: string }
type Place = { ticketId: string; stepId?: string; atOpening?: boolean }

/** Puts a person's own uploads in their place, in the transaction of the act that they belong to. Throws not_found. */
export async function attachUploads(tx: Tx, uploader: Person, ids: readonly string[], place: Place): Promise<Named[]> {
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
  if (uploader.kind !== 'agent') await giveBackRoomOf(tx, ids)
  return ids.flatMap((id) => rows.filter((row) => row.id === id))
}

/** Puts what was sent under a pass in the place of whoever turned out to have sent it. Throws not_found. */
export async function adoptUploads(
  tx: Tx,
  passId: string,
  uploader: Client,
  ids: readonly string[],
  place: Place,
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

/** They wait as long as a submission in quarantine does. */
export async function keepUploads(tx: Tx, passId: string, ids: readonly string[]): Promise<void> {
  await tx
    .updateTable('attachment')
    .set({ expires_at: sql<string>`'infinity'` })
    .where('uploaded_under_pass', '=', passId)
    .where('id', '=', sql<string>`any(${[...ids]}::uuid[])`)
    .execute()
  await giveBackRoomOf(tx, ids)
}

/** Lets the uploads under a pass expire: nobody waits for them any more. */
export async function releaseUploads(tx: Db | Tx, passIds: readonly string[]): Promise<void> {
  await tx
    .updateTable('attachment')
    .set({ expires_at: sql<string>`now()` })
    .where('uploaded_under_pass', '=', sql<string>`any(${[...passIds]}::uuid[])`)
    .execute()
}

/** Rows that a backup keeps: files on tickets, and those of submissions that wait in quarantine. */
export const keptAttachments = {
  waiting_upload: 'false',
  attachment:
    'ticket_id is not null or id in (select unnest(attachment_ids) from form_submission where ticket_id is null)',
}

/** Takes a file off a ticket; it is forgotten at the next look at what has expired. Throws not_found. */
export async function detach(tx: Tx, ticketId: string, id: string): Promise<Named & { visibility: Visibility }> {
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

/** Its step's, and public on the ticket itself. */
async function visibilityOf(tx: Tx, id: string): Promise<Visibility> {
  const step = await tx
    .selectFrom('attachment')
    .innerJoin('step', 'step.id', 'attachment.step_id')
    .select('step.visibility')
    .where('attachment.id', '=', id)
    .executeTakeFirst()
  return step?.visibility ?? 'public'
}
