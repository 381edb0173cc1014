import type { z } from 'zod'
import type { ArchivingRoutes } from '../../../contract/archiving.ts'
import { call } from '../../lib/api.ts'
import type { RecordItem, RecordKind } from './record-kind.ts'

/** Returns the `setArchived` of a kind of record, which calls the routes of that kind. */
export function setArchivedBy<T>(
  { archive, restore }: ArchivingRoutes<z.ZodType<T>>,
  itemOf: (record: T) => RecordItem,
): RecordKind['setArchived'] {
  return async (id, archived) => itemOf(await call(archived ? archive : restore, { params: { id } }))
}
