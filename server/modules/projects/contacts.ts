import { sql } from 'kysely'
import type { ProjectRef } from '../../../contract/common.ts'
import type { Project, projects } from '../../../contract/projects.ts'
import type { ParsedInput } from '../../../contract/route.ts'
import { AppError } from '../../platform/app-error.ts'
import type { Ctx } from '../../platform/context.ts'
import type { Db, Tx } from '../../platform/database.ts'
import { record } from '../../platform/record.ts'
import { changeRecord } from '../../platform/simple-records.ts'
import { transact } from '../../platform/transact.ts'
import { requireProject } from './projects.ts'

/** Replaces the contacts of a project. Throws not_found, for an unknown contact too; conflict. */
export async function setProjectContacts(
  ctx: Ctx,
  id: string,
  { version, contactIds }: ParsedInput<typeof projects.setContacts>['body'],
): Promise<Project> {
  return transact(ctx, async (tx) => {
    const { contacts: before } = await requireProject(tx, id)
    const after = await changeRecord(tx, ctx, {
      name: 'project.changed',
      id,
      version,
      read: () => requireProject(tx, id),
      write: async () => {
        const written = await tx
          .updateTable('project')
          .set({ version: version + 1 })
          .where('id', '=', id)
          .where('version', '=', version)
          .executeTakeFirst()
        if (written.numUpdatedRows > 0n) await writeContacts(tx, id, contactIds)
        return written
      },
    })
    await recordContactChanges(tx, ctx, { before, after })
    return after
  })
}

async function writeContacts(tx: Tx, projectId: string, contactIds: string[]): Promise<void> {
  const known = await tx
    .selectFrom('contact')
    .select('id')
    .where('id', '=', sql<string>`any(${contactIds}::uuid[])`)
    .execute()
  if (known.length < contactIds.length) throw new AppError('not_found')
  await tx.deleteFrom('project_contact').where('project_id', '=', projectId).execute()
  const rows = contactIds.map((contact_id) => ({ project_id: projectId, contact_id }))
  if (rows.length > 0) await tx.insertInto('project_contact').values(rows).execute()
}

/** Records an event for each contact whose visible tickets change: their open pages and caches follow it. */
async function recordContactChanges(
  tx: Tx,
  ctx: Ctx,
  { before, after }: { before: Project['contacts']; after: Project },
): Promise<void> {
  const project = { id: after.id, name: after.name }
  const were = new Set(before.map(({ id }) => id))
  const are = new Set(after.contacts.map(({ id }) => id))
  for (const id of were.symmetricDifference(are)) {
    const change = { field: 'project', from: were.has(id) ? project : null, to: are.has(id) ? project : null }
    await record(tx, ctx, 'contact.changed', { id, data: { changes: [change] } })
  }
}

/** Returns the names of projects, in the given order. */
export async function listProjectRefs(db: Db | Tx, ids: readonly string[]): Promise<ProjectRef[]> {
  if (ids.length === 0) return []
  return db
    .selectFrom('project')
    .select(['id', 'name'])
    .where('id', '=', sql<string>`any(${[...ids]}::uuid[])`)
    .orderBy('name_search')
    .orderBy('id')
    .execute()
}
