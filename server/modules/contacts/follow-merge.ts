import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'

type Merge = { from: string; into: string }

export async function moveContactsOfCompany(tx: Tx, { from, into }: Merge): Promise<void> {
  await tx
    .updateTable('contact')
    .set({ company_id: into, version: sql<number>`version + 1` })
    .where('company_id', '=', from)
    .execute()
}

export async function moveSitesOfCompany(tx: Tx, { from, into }: Merge): Promise<void> {
  await tx.updateTable('site').set({ company_id: into }).where('company_id', '=', from).execute()
}
