import { randomUUIDv7 } from 'node:crypto'
import type { EventName, SubjectKind } from '../../contract/events.ts'
import type { Ctx } from './context.ts'
import type { Tx } from './database.ts'

export type Recorded = {
  subject: SubjectKind
  id: string
  /** The subject's version after the change, when it has versions. */
  version?: number
  /** What changed, as the history shows it and as reactions read it. */
  data?: Record<string, unknown>
}

/** Writes the event of a change in the change's own transaction: audit trail and outbox in one row. */
export async function record(tx: Tx, ctx: Ctx, name: EventName, recorded: Recorded): Promise<void> {
  await tx
    .insertInto('event')
    .values({
      id: randomUUIDv7(),
      name,
      subject: recorded.subject,
      subject_id: recorded.id,
      version: recorded.version ?? null,
      actor_kind: ctx.actor.kind,
      actor_id: ctx.actor.id,
      data: JSON.stringify(recorded.data ?? {}),
    })
    .execute()
}
