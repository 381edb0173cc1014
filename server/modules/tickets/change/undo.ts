import { sql } from 'kysely'
import { isOpen, type Status, type Visibility } from '../../../../contract/enums.ts'
import { type StateBefore, TicketChange, type UndoableEvent } from '../../../../contract/event-data/ticket.ts'
import type { TicketView } from '../../../../contract/tickets.ts'
import { type Agent, system } from '../../../actors.ts'
import { AppError } from '../../../platform/app-error.ts'
import type { Ctx } from '../../../platform/context.ts'
import type { Tx } from '../../../platform/database.ts'
import { record } from '../../../platform/record.ts'
import { changeAndReadTicket } from '../page/ticket-view.ts'
import { isNewsForClients } from '../rights/client-news.ts'
import { requireVisibleTicket } from '../rights/require-visible-ticket.ts'
import { refuseConflict } from './changes.ts'
import { type LockedTicket, lockTicket, nextPublicVersion, nextVersion } from './lock-ticket.ts'

type Act = {
  id: string
  name: UndoableEvent
  changes: TicketChange[]
  stepId: string | null
  /** Visibility of the step added by the same act. */
  visibility: Visibility | null
  before: StateBefore
}

/**
 * Undoes what the caller did to a ticket between two versions, within some seconds: reverses the change and deletes its
 * step. Mails of the act are held for longer than that. Throws not_found; undo_refused when it is too late or the step
 * has files; conflict when somebody has changed the same thing since.
 */
export async function undoEvent(
  ctx: Ctx<Agent>,
  undoSeconds: number,
  ticketId: string,
  { since, version }: { since: number; version: number },
): Promise<TicketView> {
  return changeAndReadTicket(ctx, ticketId, async (tx) => {
    // An agent who handed a ticket out of their own sight may still undo that.
    let ticket = await lockTicket(tx, system, ticketId)
    const acts = await findActs(tx, ctx.actor, { ticketId, since, version, undoSeconds })
    if (acts.length === 0) {
      await requireVisibleTicket(tx, ctx.actor, ticketId)
      throw new AppError('undo_refused')
    }
    const fields = acts.flatMap(({ changes }) => changes.map(({ field }) => field))
    // A colleague may have changed the same thing between the act and the answer to it.
    const own = acts.map(({ id }) => id)
    await refuseConflict(tx, ctx, ticket, since, withAssignment(fields), own)
    for (const act of acts) {
      await reverse(tx, ctx, ticket, act)
      ticket = await lockTicket(tx, system, ticketId)
    }
  })
}

/** Adds lead and assignees to the fields when one of them is there, since both are restored together. */
function withAssignment(fields: string[]): string[] {
  const assignment = ['lead', 'assignees']
  return fields.some((field) => assignment.includes(field)) ? [...fields, ...assignment] : fields
}

type Asked = { ticketId: string; since: number; version: number; undoSeconds: number }

const undoable = ['status', 'priority', 'lead', 'assignees']

/** Lists the caller's acts to undo, newest first. Returns none when one of them cannot be undone. */
async function findActs(tx: Tx, actor: Agent, { ticketId, since, version, undoSeconds }: Asked): Promise<Act[]> {
  const { rows } = await sql<Act>`
    select id, name, coalesce(data->'changes', '[]') as changes, data->>'stepId' as "stepId",
      data->>'visibility' as visibility, coalesce(data->'before', '{}') as before
    from event
    where subject_id = ${ticketId}::uuid and version > ${since} and version <= ${version}
      and actor_id = ${actor.id}::uuid and ${isInEffect}
      and at between clock_timestamp() - ${undoSeconds} * interval '1 second' and clock_timestamp()
    order by id desc`.execute(tx)
  return rows.every(({ changes }) => changes.every(({ field }) => undoable.includes(field))) ? rows : []
}

/** Condition for events that were not undone and do not undo another one. */
export const isInEffect = sql<boolean>`(event.data->>'undoes' is null and not exists (
  select from event later where later.subject_id = event.subject_id and later.id > event.id
    and later.data->>'undoes' = event.id::text))`

async function reverse(tx: Tx, ctx: Ctx<Agent>, ticket: LockedTicket, act: Act): Promise<void> {
  const changes = act.changes.map(({ field, from, to }) => TicketChange.parse({ field, from: to, to: from }))
  const data = { changes, undoes: act.id, ...(act.visibility && { visibility: act.visibility }) }
  const next = isNewsForClients(act.name, data) ? nextPublicVersion(ticket) : nextVersion(ticket)
  const columns = Object.assign({}, ...act.changes.map((change) => columnsBefore(change, act.before)))
  if ('client_version' in next && 'status' in columns) columns.client_status_version = next.client_version
  await tx
    .updateTable('ticket')
    .set({ ...next, ...columns })
    .where('id', '=', ticket.id)
    .execute()
  if (act.stepId) await deleteStep(tx, act.stepId)
  await record(tx, ctx, act.name, { id: ticket.id, version: next.version, data })
}

/** Deletes a step. Throws undo_refused when it has files. */
async function deleteStep(tx: Tx, id: string): Promise<void> {
  const file = await tx.selectFrom('attachment').select('id').where('step_id', '=', id).executeTakeFirst()
  if (file) throw new AppError('undo_refused')
  await tx.deleteFrom('step').where('id', '=', id).execute()
}

function columnsBefore({ field, from }: TicketChange, before: StateBefore): Record<string, unknown> {
  if (field === 'status') return statusBefore(from, before)
  if (field === 'lead') return { lead_id: from?.id ?? null, assignee_ids: before.assigneeIds ?? [] }
  if (field === 'assignees') return { assignee_ids: from.map(({ id }) => id) }
  return { priority: from }
}

function statusBefore(status: Status, { waitingUntil = null, waitingReason = null, closedAt = null }: StateBefore) {
  return {
    status,
    waiting_until: status === 'waiting' ? waitingUntil : null,
    waiting_reason: status === 'waiting' ? waitingReason : null,
    closed_at: isOpen(status) ? null : closedAt,
  }
}
