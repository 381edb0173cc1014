import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'

/**
 * Moves the mails of a contact to another one. Waiting mails go to the given address without gathering further news;
 * without an address they are cancelled.
 */
export async function moveMails(
  tx: Tx,
  { from, into, address }: { from: string; into: string; address: string | null },
): Promise<void> {
  await tx
    .updateTable('mail')
    .set(
      address === null
        ? { contact_id: into, gathers: false, state: sql`case state when 'waiting' then 'cancelled' else state end` }
        : {
            contact_id: into,
            gathers: false,
            address: sql`case state when 'waiting' then ${address} else address end`,
          },
    )
    .where('contact_id', '=', from)
    .execute()
}
