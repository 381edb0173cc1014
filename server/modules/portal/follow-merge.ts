import type { Tx } from '../../platform/database.ts'

/** Deletes all access of a contact: sessions, sign-in links, secret links. */
export async function deleteClientAccess(tx: Tx, contactId: string): Promise<void> {
  await tx.deleteFrom('client_session').where('contact_id', '=', contactId).execute()
  await tx.deleteFrom('client_link').where('contact_id', '=', contactId).execute()
  await tx.deleteFrom('guest_link').where('contact_id', '=', contactId).execute()
}
