import { type RawBuilder, sql } from 'kysely'
import { AppError } from '../../platform/app-error.ts'
import type { Agent } from '../../platform/context.ts'
import type { Db } from '../../platform/database.ts'

/** Who sees a ticket, in SQL: the policy, which this module is given since tickets depend on it. */
export type VisibleTo = (reader: Agent) => RawBuilder<boolean>

/** A file that its reader may have: on a ticket that they see, or sent by themselves. Throws not_found. */
export async function requireReadable(db: Db, reader: Agent, visibleTo: VisibleTo, id: string) {
  const row = await db
    .selectFrom('attachment')
    .leftJoin('ticket', 'ticket.id', 'attachment.ticket_id')
    .select(['attachment.id', 'attachment.sha256', 'attachment.name', 'attachment.type'])
    .where('attachment.id', '=', id)
    .where((is) =>
      is.or([
        sql<boolean>`(attachment.ticket_id is not null and ${visibleTo(reader)})`,
        is.and([
          is('attachment.ticket_id', 'is', null),
          is('attachment.uploaded_by_agent_id', '=', reader.id),
          is('attachment.expires_at', '>', sql<string>`now()`),
        ]),
      ]),
    )
    .executeTakeFirst()
  if (!row) throw new AppError('not_found')
  return row
}
