import { type OperationNodeSource, sql } from 'kysely'
import type { EventData } from '../../contract/event-data/index.ts'
import { type EventName, SubjectKind } from '../../contract/events.ts'
import type { Ctx } from './context.ts'
import type { Tx } from './database.ts'
import { newId } from './new-id.ts'
import { pipelineStatement } from './pipelined-statements.ts'
import { isSecurityChange, recordSecurity, type SecurityEntry } from './security-record.ts'

/** Change to record: its subject, and its data, which is optional for events without required data. */
export type EventRecord<N extends EventName> = {
  /** Subject's id. Its kind is the first part of the event's name. */
  id: string
  /** Subject's version after the change, if it has versions. */
  version?: number
} & (Record<string, never> extends EventData<N> ? { data?: EventData<N> } : { data: EventData<N> })

const changed = new WeakMap<Tx, Set<string>>()

/** Returns the ids of the subjects that a transaction has changed. */
export function changedSubjects(tx: Tx): Set<string> {
  const ids = changed.get(tx) ?? new Set()
  changed.set(tx, ids)
  return ids
}

/** Builds the insertion of an event, which is both audit trail and outbox, for the change's own transaction. */
export function buildEventInsert<N extends EventName>(tx: Tx, ctx: Ctx, name: N, recorded: EventRecord<N>) {
  changedSubjects(tx).add(recorded.id)
  return tx.insertInto('event').values({
    id: newId(),
    name,
    subject: SubjectKind.parse(name.split('.')[0]),
    subject_id: recorded.id,
    version: recorded.version ?? null,
    actor_kind: ctx.actor.kind,
    actor_id: ctx.actor.id,
    data: JSON.stringify(recorded.data ?? {}),
  })
}

/** Deletes the events of deleted subjects. */
export async function deleteEvents(tx: Tx, subjectIds: string[]): Promise<void> {
  await tx.deleteFrom('event').where('subject_id', 'in', subjectIds).execute()
}

/**
 * Records the event of a change, pipelined.
 * @param change query that makes the change, to run in the same statement
 */
export async function record<N extends EventName>(
  tx: Tx,
  ctx: Ctx,
  name: N,
  recorded: EventRecord<N>,
  change?: OperationNodeSource,
): Promise<void> {
  const event = buildEventInsert(tx, ctx, name, recorded)
  await pipelineStatement(tx, change ? sql`with change as (${change}) ${event}`.compile(tx) : event.compile())
  if (isSecurityChange(name)) await recordSecurity(tx, changeEntry(ctx, name, recorded))
}

/** Describes a change by the names of its fields, without values. */
function changeEntry<N extends EventName>({ actor }: Ctx, name: N, { id, data }: EventRecord<N>): SecurityEntry {
  const fields = Object.keys(data ?? {}).join(', ')
  return { kind: 'change', actor, detail: fields ? `${name}: ${fields}` : name, subjectId: id }
}
