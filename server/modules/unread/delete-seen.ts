import type { Tx } from '../../platform/database.ts'

/** Forgets who has seen tickets that are deleted. */
export async function deleteSeen(tx: Tx, ticketIds: string[]): Promise<void> {
  await tx.deleteFrom('ticket_seen').where('ticket_id', 'in', ticketIds).execute()
}
