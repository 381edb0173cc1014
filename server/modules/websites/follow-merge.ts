import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'

/** Moves the website users of a contact to another one. A website has at most one user for each contact. */
export async function moveWebsiteUsers(tx: Tx, { from, into }: { from: string; into: string }): Promise<void> {
  await tx
    .deleteFrom('website_user')
    .where('contact_id', '=', from)
    .where('website_id', 'in', (query) =>
      query.selectFrom('website_user as known').select('known.website_id').where('known.contact_id', '=', into),
    )
    .execute()
  await tx
    .updateTable('website_user')
    .set({ contact_id: sql<string>`${into}::uuid` })
    .where('contact_id', '=', from)
    .execute()
}
