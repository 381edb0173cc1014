import { type RawBuilder, sql } from 'kysely'

/** Returns the lowest id of an instant, as SQL: ids begin with the milliseconds of their making. */
export const idAt = (instant: RawBuilder<unknown>) => sql<string>`(
  lpad(to_hex((extract(epoch from ${instant}) * 1000)::bigint), 12, '0') || '00000000000000000000')::uuid`
