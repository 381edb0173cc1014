import { z } from 'zod'

/** Reference with the name at that moment. */
export const NamedRef = z.object({ id: z.uuid(), name: z.string() })

/** Data of an event whose name and subject say everything. */
export const NoData = z.object({})

/** One changed field of a record, with its displayed values before and after. */
const RecordChange = z.object({ field: z.string(), from: z.unknown(), to: z.unknown() })

/** Data of a change of a record. */
export const RecordChanges = z.object({ changes: z.array(RecordChange) })
export type RecordChanges = z.infer<typeof RecordChanges>

/** Data of a merge, recorded for the record that disappears. */
export const MergedInto = z.object({ into: NamedRef })
