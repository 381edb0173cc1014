import { companyMerging, contactMerging, equipmentMerging, projectMerging } from '../../../contract/merging.ts'
import { type MountContext, mount } from '../../platform/http/mount.ts'
import { companyMerge } from './companies.ts'
import { contactMerge } from './contacts.ts'
import { equipmentMerge } from './equipment.ts'
import { mergeRecords, previewMerge } from './merge.ts'
import { projectMerge } from './projects.ts'

const idsOf = ({ id, intoId }: { id: string; intoId: string }) => ({ fromId: id, intoId })

export function mountMerging(mounting: MountContext): void {
  mount(mounting, contactMerging.preview, ({ db }, { params }) =>
    previewMerge(db, contactMerge, params.id, params.intoId),
  )
  mount(mounting, companyMerging.preview, ({ db }, { params }) =>
    previewMerge(db, companyMerge, params.id, params.intoId),
  )
  mount(mounting, equipmentMerging.preview, ({ db }, { params }) =>
    previewMerge(db, equipmentMerge, params.id, params.intoId),
  )
  mount(mounting, projectMerging.preview, ({ db }, { params }) =>
    previewMerge(db, projectMerge, params.id, params.intoId),
  )
  mount(mounting, contactMerging.merge, (ctx, { params, body }) =>
    forgettingClients(mergeRecords(ctx, contactMerge, idsOf(params), body)),
  )
  mount(mounting, companyMerging.merge, (ctx, { params, body }) =>
    forgettingClients(mergeRecords(ctx, companyMerge, idsOf(params), body)),
  )
  mount(mounting, equipmentMerging.merge, (ctx, { params, body }) =>
    mergeRecords(ctx, equipmentMerge, idsOf(params), body),
  )
  mount(mounting, projectMerging.merge, (ctx, { params, body }) =>
    forgettingClients(mergeRecords(ctx, projectMerge, idsOf(params), body)),
  )

  /** Drops cached sessions, since the sight of clients has changed. */
  async function forgettingClients<T>(merging: Promise<T>): Promise<T> {
    const merged = await merging
    mounting.clients.clearCache()
    return merged
  }
}
