import type { Tx } from '../../platform/database.ts'

/** Makes the senders whom rows name as a contact those of another one. */
export async function moveRowSenders(tx: Tx, { from, into }: { from: string; into: string }): Promise<void> {
  await tx.updateTable('spreadsheet_guest').set({ contact_id: into }).where('contact_id', '=', from).execute()
}
