import type { Tx } from '../../platform/database.ts'

/** Deletes contacts. The database refuses those that anything refers to. */
export async function deleteContacts(tx: Tx, ids: string[]): Promise<void> {
  await tx.deleteFrom('contact').where('id', 'in', ids).execute()
}

/** Deletes companies. The database refuses those that anything refers to. */
export async function deleteCompanies(tx: Tx, ids: string[]): Promise<void> {
  await tx.deleteFrom('company').where('id', 'in', ids).execute()
}
