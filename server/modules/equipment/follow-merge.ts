import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'

/**
 * Moves the machines of a company to another one, together with their sites. A site can only change company while no
 * machine stands there.
 */
export async function moveEquipmentOfCompany(
  tx: Tx,
  { from, into }: { from: string; into: string },
  moveSites: () => Promise<void>,
): Promise<void> {
  const standing = await tx
    .selectFrom('equipment')
    .select(['id', 'site_id'])
    .where('company_id', '=', from)
    .orderBy('id')
    .forUpdate()
    .execute()
  await tx.updateTable('equipment').set({ site_id: null, company_id: into }).where('company_id', '=', from).execute()
  await moveSites()
  const places = JSON.stringify(standing.filter(({ site_id }) => site_id !== null))
  await sql`
    update equipment set site_id = place.site_id
    from jsonb_to_recordset(${places}::jsonb) as place (id uuid, site_id uuid)
    where equipment.id = place.id`.execute(tx)
}
