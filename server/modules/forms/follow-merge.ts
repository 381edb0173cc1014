import type { Tx } from '../../platform/database.ts'

/** Moves the submissions of a contact to another one, and deletes its pending confirmations. */
export async function moveSubmissions(tx: Tx, { from, into }: { from: string; into: string }): Promise<void> {
  await tx.updateTable('form_submission').set({ contact_id: into }).where('contact_id', '=', from).execute()
  await tx.deleteFrom('address_confirmation').where('contact_id', '=', from).execute()
}
