import { AppError } from '../../platform/app-error.ts'
import type { Ctx } from '../../platform/context.ts'
import type { Tx } from '../../platform/database.ts'

/** One changed field as the history keeps it. */
export type Change = { field: string; from: unknown; to: unknown }

/**
 * Two people may change different things of one ticket at once, never the same thing: refuses a change made on an older
 * version when any of its fields has changed since, and says who did. Throws conflict.
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
    const changed = changesOf(event.data).map((change) => change.field)
    const both = fields.filter((field) => changed.includes(field))
    if (both.length > 0)
      throw new AppError('conflict', { fields: both, by: event.actor_id === ctx.actor.id ? null : event.by })
  }
}

export function changesOf(data: unknown): Change[] {
  const changes = (data as { changes?: Change[] } | null)?.changes
  return Array.isArray(changes) ? changes : []
}
