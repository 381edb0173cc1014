import { type RawBuilder, sql } from 'kysely'

/** Returns SQL for the lowest id of an instant. Ids begin with their creation time in milliseconds. */
export const lowestIdAt = (instant: RawBuilder<unknown>) => sql<string>`(
  lpad(to_hex((extract(epoch from ${instant}) * 1000)::bigint), 12, '0') || '00000000000000000000')::uuid`
