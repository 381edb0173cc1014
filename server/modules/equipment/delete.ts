import type { Tx } from '../../platform/database.ts'

/** Deletes machines. The database refuses those that anything refers to. */
export async function deleteEquipment(tx: Tx, ids: string[]): Promise<void> {
  await tx.deleteFrom('equipment').where('id', 'in', ids).execute()
}
