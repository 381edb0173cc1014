import type { Tx } from '../../platform/database.ts'

/** Moves the guests of spreadsheets from a contact to another one. */
export async function moveRowSenders(tx: Tx, { from, into }: { from: string; into: string }): Promise<void> {
  await tx.updateTable('spreadsheet_guest').set({ contact_id: into }).where('contact_id', '=', from).execute()
}
