import type { Tx } from '../../platform/database.ts'

/** Ends every way in that a contact had: sessions, mailed links, secret links. */
export async function endAccess(tx: Tx, contactId: string): Promise<void> {
  await tx.deleteFrom('client_session').where('contact_id', '=', contactId).execute()
  await tx.deleteFrom('client_link').where('contact_id', '=', contactId).execute()
  await tx.deleteFrom('guest_link').where('contact_id', '=', contactId).execute()
}
