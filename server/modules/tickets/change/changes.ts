import { z } from 'zod'
import { AppError } from '../../../platform/app-error.ts'
import type { Ctx } from '../../../platform/context.ts'
import type { Tx } from '../../../platform/database.ts'

/**
 * Throws conflict, naming the author of the change, when a field has changed since the version that the caller saw.
 * Changes of different fields do not conflict.
 * @param except ids of events that do not count
 */
export async function refuseConflict(
  tx: Tx,
  ctx: Ctx,
  ticket: { id: string; version: number },
  seenVersion: number,
  fields: string[],
  except: readonly string[] = [],
): Promise<void> {
  if (seenVersion === ticket.version || fields.length === 0) return
  if (seenVersion > ticket.version) throw new AppError('conflict', { fields, by: null })
  const since = await tx
    .selectFrom('event')
    .leftJoin('user_account', 'user_account.id', 'event.actor_id')
    .leftJoin('contact', 'contact.id', 'event.actor_id')
    .select(['event.id', 'event.data', 'event.actor_id'])
    .select((row) => row.fn.coalesce('user_account.name', 'contact.name').as('by'))
    .where('event.subject_id', '=', ticket.id)
    .where('event.version', '>', seenVersion)
    .orderBy('event.id')
    .execute()
  for (const event of since.reverse()) {
    if (except.includes(event.id)) continue
    const changed = readChangedFields(event.data)
    const both = fields.filter((field) => changed.includes(field))
    if (both.length > 0)
      throw new AppError('conflict', { fields: both, by: event.actor_id === ctx.actor.id ? null : event.by })
  }
}

const ChangedFields = z.object({ changes: z.array(z.object({ field: z.string() })) })

/** Returns the names of the fields that an event changed, of any version of the program. */
export function readChangedFields(data: unknown): string[] {
  return ChangedFields.safeParse(data).data?.changes.map(({ field }) => field) ?? []
}
