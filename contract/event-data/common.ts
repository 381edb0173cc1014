import { z } from 'zod'

/** A reference to something as it was called at that moment. */
export const NamedRef = z.object({ id: z.uuid(), name: z.string() })

/** The data of an event that says everything by its name and subject. */
export const NoData = z.object({})

/** One changed field of a record, as the record was and is shown. */
const RecordChange = z.object({ field: z.string(), from: z.unknown(), to: z.unknown() })

/** The data of a change of a record. */
export const RecordChanges = z.object({ changes: z.array(RecordChange) })
export type RecordChanges = z.infer<typeof RecordChanges>

/** The data of a merge, recorded for the record that goes. */
export const MergedInto = z.object({ into: NamedRef })
