import type { Project } from '../../../contract/projects.ts'
import type { Ctx } from '../../platform/context.ts'
import type { Tx } from '../../platform/database.ts'
import { record } from '../../platform/record.ts'
import { changeRecord } from '../../platform/simple-records.ts'
import { requireProject } from './projects.ts'

type ProjectMerge = { from: Project; into: Project; filled: Partial<Project> }

/** Archives a merged project and completes the one that stays. */
export async function closeMergedProject(tx: Tx, ctx: Ctx, { from, into, filled }: ProjectMerge): Promise<void> {
  await tx
    .updateTable('project')
    .set({
      archived_at: new Date().toISOString(),
      merged_into: into.id,
      external_ref: null,
      version: from.version + 1,
    })
    .where('id', '=', from.id)
    .execute()
  await changeRecord(tx, ctx, {
    name: 'project.changed',
    id: into.id,
    version: into.version,
    read: () => requireProject(tx, into.id),
    write: () =>
      tx
        .updateTable('project')
        .set({
          version: into.version + 1,
          ...(filled.externalRef !== undefined && { external_ref: filled.externalRef }),
          ...(filled.notes !== undefined && { notes: filled.notes }),
        })
        .where('id', '=', into.id)
        .where('version', '=', into.version)
        .executeTakeFirst(),
  })
  const data = { into: { id: into.id, name: into.name } }
  await record(tx, ctx, 'project.merged', { id: from.id, version: from.version + 1, data })
}
