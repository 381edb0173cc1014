import type { Tx } from '../../platform/database.ts'

/** Deletes the attachments of tickets; the sweep removes their contents. */
export async function deleteAttachments(tx: Tx, ticketIds: string[]): Promise<void> {
  await tx.deleteFrom('attachment').where('ticket_id', 'in', ticketIds).execute()
}
