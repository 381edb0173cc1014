import { type RawBuilder, sql } from 'kysely'
import { AppError } from '../../platform/app-error.ts'
import type { Person } from '../../platform/context.ts'
import type { Db } from '../../platform/database.ts'
import { uploaderColumn } from './uploader.ts'

/** Who sees a ticket, in SQL: the policy, which this module is given since tickets depend on it. */
export type VisibleTo = (reader: Person) => RawBuilder<boolean>

/** What is on an internal step stays inside. */
function isOnPublicStep(reader: Person): RawBuilder<boolean> {
  if (reader.kind === 'agent') return sql<boolean>`true`
  return sql<boolean>`(attachment.step_id is null or exists (
    select from step where step.id = attachment.step_id and step.visibility = 'public'))`
}

/** A file that its reader may have: on a ticket that they see, or sent by themselves. Throws not_found. */
export async function requireReadable(db: Db, reader: Person, visibleTo: VisibleTo, id: string) {
  const row = await db
    .selectFrom('attachment')
    .leftJoin('ticket', 'ticket.id', 'attachment.ticket_id')
    .select(['attachment.id', 'attachment.sha256', 'attachment.name', 'attachment.type'])
    .select(sql<string>`coalesce(uploaded_by_agent_id, uploaded_by_contact_id, uploaded_under_pass)::text`.as('sender'))
    .where('attachment.id', '=', id)
    .where((is) =>
      is.or([
        sql<boolean>`(attachment.ticket_id is not null and ${visibleTo(reader)} and ${isOnPublicStep(reader)})`,
        is.and([
          is('attachment.ticket_id', 'is', null),
          is(uploaderColumn(reader), '=', reader.id),
          is('attachment.expires_at', '>', sql<string>`now()`),
        ]),
      ]),
    )
    .executeTakeFirst()
  if (!row) throw new AppError('not_found')
  return row
}
