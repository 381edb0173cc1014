import { sql } from 'kysely'
import type { Db } from '../../platform/database.ts'

const keptMonths = 13
/** One statement deletes no more, so that it ends long before its time limit. */
const batchSize = 5_000

/** Deletes mails that were sent or given up more than 13 months ago; what was refused stays on its ticket. */
export async function forgetMails(db: Db): Promise<void> {
  for (let deleted = batchSize; deleted === batchSize; ) {
    // Ids begin with the milliseconds of their making: the index on state and id is walked from its oldest end.
    const { rows } = await sql`
      delete from mail where id in (
        select id from mail
        where state in ('sent', 'cancelled') and id < (
          lpad(to_hex((extract(epoch from now() - ${keptMonths} * interval '1 month') * 1000)::bigint), 12, '0')
            || '00000000000000000000')::uuid
        limit ${sql.lit(batchSize)})
      returning id`.execute(db)
    deleted = rows.length
  }
}
