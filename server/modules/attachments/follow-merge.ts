import type { Tx } from '../../platform/database.ts'

/** Moves the uploads of a contact to another one. */
export async function moveUploads(tx: Tx, { from, into }: { from: string; into: string }): Promise<void> {
  await tx
    .updateTable('attachment')
    .set({ uploaded_by_contact_id: into })
    .where('uploaded_by_contact_id', '=', from)
    .execute()
}
