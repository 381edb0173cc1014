import type { Tx } from '../../platform/database.ts'

/** Deletes the seen versions of deleted tickets. */
export async function deleteSeen(tx: Tx, ticketIds: string[]): Promise<void> {
  await tx.deleteFrom('ticket_seen').where('ticket_id', 'in', ticketIds).execute()
}
