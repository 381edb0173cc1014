import type { Tx } from '../../../platform/database.ts'

/** Deletes sample tickets with their steps and drafts. Their attachments must be deleted first. */
export async function deleteTickets(tx: Tx, ids: string[]): Promise<void> {
  await tx.deleteFrom('draft').where('ticket_id', 'in', ids).execute()
  await tx.deleteFrom('ticket_watcher').where('ticket_id', 'in', ids).execute()
  await tx.deleteFrom('ticket_contact').where('ticket_id', 'in', ids).execute()
  await tx.deleteFrom('ticket_equipment').where('ticket_id', 'in', ids).execute()
  await tx.deleteFrom('step').where('ticket_id', 'in', ids).execute()
  await tx.deleteFrom('ticket').where('id', 'in', ids).execute()
}
