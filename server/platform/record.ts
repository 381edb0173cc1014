import { randomUUIDv7 } from 'node:crypto'
import { type OperationNodeSource, sql } from 'kysely'
import type { EventData } from '../../contract/event-data/index.ts'
import { type EventName, SubjectKind } from '../../contract/events.ts'
import type { Ctx } from './context.ts'
import type { Tx } from './database.ts'
import { isSecurityChange, recordSecurity, type SecurityEntry } from './security-record.ts'
import { sendAlong } from './send-along.ts'

/** A change to record: its subject and its data, which may be left out where the event has none that is required. */
export type EventRecord<N extends EventName> = {
  /** The subject's id; its kind is the first part of the event's name. */
  id: string
  /** The subject's version after the change, when it has versions. */
  version?: number
} & (Record<string, never> extends EventData<N> ? { data?: EventData<N> } : { data: EventData<N> })

const changed = new WeakMap<Tx, Set<string>>()

/** Returns the ids of what a transaction has recorded changes of. */
export function changedIn(tx: Tx): Set<string> {
  const ids = changed.get(tx) ?? new Set()
  changed.set(tx, ids)
  return ids
}

/** The event of a change, to be written in the change's own transaction: audit trail and outbox in one row. */
export function eventOf<N extends EventName>(tx: Tx, ctx: Ctx, name: N, recorded: EventRecord<N>) {
  changedIn(tx).add(recorded.id)
  return tx.insertInto('event').values({
    id: randomUUIDv7(),
    name,
    subject: SubjectKind.parse(name.split('.')[0]),
    subject_id: recorded.id,
    version: recorded.version ?? null,
    actor_kind: ctx.actor.kind,
    actor_id: ctx.actor.id,
    data: JSON.stringify(recorded.data ?? {}),
  })
}

/** Erases the events of subjects that are deleted. */
export async function eraseEvents(tx: Tx, subjectIds: string[]): Promise<void> {
  await tx.deleteFrom('event').where('subject_id', 'in', subjectIds).execute()
}

/**
 * Records a change, without waiting for the database's answer.
 * @param change the statement that makes it, when it is to be the same one
 */
export async function record<N extends EventName>(
  tx: Tx,
  ctx: Ctx,
  name: N,
  recorded: EventRecord<N>,
  change?: OperationNodeSource,
): Promise<void> {
  const event = eventOf(tx, ctx, name, recorded)
  await sendAlong(tx, change ? sql`with change as (${change}) ${event}`.compile(tx) : event.compile())
  if (isSecurityChange(name)) await recordSecurity(tx, changeEntry(ctx, name, recorded))
}

/** Says what was changed by its names alone: no value, no content. */
function changeEntry<N extends EventName>({ actor }: Ctx, name: N, { id, data }: EventRecord<N>): SecurityEntry {
  const fields = Object.keys(data ?? {}).join(', ')
  return { kind: 'change', actor, detail: fields ? `${name}: ${fields}` : name, subjectId: id }
}
