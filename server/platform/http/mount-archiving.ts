import type { z } from 'zod'
import type { ArchivingRoutes } from '../../../contract/archiving.ts'
import { type ArchivableKind, type ArchivableRecord, archiveRecord } from '../simple-records.ts'
import { type MountContext, mount } from './mount.ts'

/** Adds the two routes that archive and restore a kind of record. */
export function mountArchiving<T extends ArchivableRecord>(
  mounting: MountContext,
  { archive, restore }: ArchivingRoutes<z.ZodType<T, T>>,
  kind: ArchivableKind<T>,
): void {
  mount(mounting, archive, (ctx, { params }) => archiveRecord(ctx, kind, params.id, true))
  mount(mounting, restore, (ctx, { params }) => archiveRecord(ctx, kind, params.id, false))
}
