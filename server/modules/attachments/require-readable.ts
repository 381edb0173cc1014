import { type RawBuilder, sql } from 'kysely'
import type { Person } from '../../actors.ts'
import { AppError } from '../../platform/app-error.ts'
import type { Db } from '../../platform/database.ts'
import { uploaderColumn } from './uploader.ts'

/** SQL condition for the tickets that a person sees. Passed in, since the tickets module depends on this one. */
export type VisibleTo = (reader: Person) => RawBuilder<boolean>

/** Hides files on internal steps from clients. */
function isOnPublicStep(reader: Person): RawBuilder<boolean> {
  if (reader.kind === 'agent') return sql<boolean>`true`
  return sql<boolean>`(attachment.step_id is null or exists (
    select from step where step.id = attachment.step_id and step.visibility = 'public'))`
}

/** Returns a file that the reader may download: on a ticket that they see, or their own upload. Throws not_found. */
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
