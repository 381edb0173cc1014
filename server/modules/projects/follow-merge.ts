import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'

type Merge = { from: string; into: string }

/** Adds a contact to the projects of another one. */
export async function moveProjectsOfContact(tx: Tx, { from, into }: Merge): Promise<void> {
  await sql`
    insert into project_contact (project_id, contact_id)
    select project_id, ${into}::uuid from project_contact where contact_id = ${from}::uuid
    on conflict do nothing`.execute(tx)
  await tx.deleteFrom('project_contact').where('contact_id', '=', from).execute()
}

export async function moveProjectsOfCompany(tx: Tx, { from, into }: Merge): Promise<void> {
  await tx.updateTable('project').set({ company_id: into }).where('company_id', '=', from).execute()
}

/** Moves the contacts of a project to another one. */
export async function moveContactsOfProject(tx: Tx, { from, into }: Merge): Promise<void> {
  await sql`
    insert into project_contact (project_id, contact_id)
    select ${into}::uuid, contact_id from project_contact where project_id = ${from}::uuid
    on conflict do nothing`.execute(tx)
  await tx.deleteFrom('project_contact').where('project_id', '=', from).execute()
}
