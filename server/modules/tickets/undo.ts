import { sql } from 'kysely'
import { isOpen, type Status, type Visibility } from '../../../contract/enums.ts'
import { type StateBefore, TicketChange, type UndoableEvent } from '../../../contract/event-data/ticket.ts'
import type { TicketView } from '../../../contract/tickets.ts'
import { AppError } from '../../platform/app-error.ts'
import { type Agent, type Ctx, system } from '../../platform/context.ts'
import type { Tx } from '../../platform/database.ts'
import { record } from '../../platform/record.ts'
import { refuseConflict } from './changes.ts'
import { type LockedTicket, lockTicket, nextPublicVersion, nextVersion } from './lock-ticket.ts'
import { requireSeen } from './require-seen.ts'
import { changeInView } from './ticket-view.ts'
import { isToldToClients } from './told-to-clients.ts'

type Act = {
  id: string
  name: UndoableEvent
  changes: TicketChange[]
  stepId: string | null
  /** Visibility of the step that came with it. */
  visibility: Visibility | null
  before: StateBefore
}

/**
 * Takes back what the caller did to a ticket between two versions, some seconds ago: a reverse change, and the step that
 * came with it goes. Mails of the act wait longer than this is possible. Throws not_found, undo_refused when it is too
 * late or files went along, conflict when somebody changed the same thing since.
 */
export async function undo(
  ctx: Ctx<Agent>,
  undoSeconds: number,
  ticketId: string,
  { since, version }: { since: number; version: number },
): Promise<TicketView> {
  return changeInView(ctx, ticketId, async (tx) => {
    // Who has handed a ticket out of their own sight may still take that back.
    let ticket = await lockTicket(tx, system, ticketId)
    const acts = await findActs(tx, ctx.actor, { ticketId, since, version, undoSeconds })
    if (acts.length === 0) {
      await requireSeen(tx, ctx.actor, ticketId)
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

/** Returns the fields with both of lead and assignees once one is there: going back sets the assignees, lead included. */
function withAssignment(fields: string[]): string[] {
  const assignment = ['lead', 'assignees']
  return fields.some((field) => assignment.includes(field)) ? [...fields, ...assignment] : fields
}

type Asked = { ticketId: string; since: number; version: number; undoSeconds: number }

const undoable = ['status', 'priority', 'lead', 'assignees']

/** Returns the caller's own acts, newest first, none of them undone yet; none when one cannot be undone. */
async function findActs(tx: Tx, actor: Agent, { ticketId, since, version, undoSeconds }: Asked): Promise<Act[]> {
  const { rows } = await sql<Act>`
    select id, name, coalesce(data->'changes', '[]') as changes, data->>'stepId' as "stepId",
      data->>'visibility' as visibility, coalesce(data->'before', '{}') as before
    from event
    where subject_id = ${ticketId}::uuid and version > ${since} and version <= ${version}
      and actor_id = ${actor.id}::uuid and ${stands}
      and at between clock_timestamp() - ${undoSeconds} * interval '1 second' and clock_timestamp()
    order by id desc`.execute(tx)
  return rows.every(({ changes }) => changes.every(({ field }) => undoable.includes(field))) ? rows : []
}

/** For a WHERE on `event`: neither undone, nor undoing another. */
export const stands = sql<boolean>`(event.data->>'undoes' is null and not exists (
  select from event later where later.subject_id = event.subject_id and later.id > event.id
    and later.data->>'undoes' = event.id::text))`

async function reverse(tx: Tx, ctx: Ctx<Agent>, ticket: LockedTicket, act: Act): Promise<void> {
  const changes = act.changes.map(({ field, from, to }) => TicketChange.parse({ field, from: to, to: from }))
  const data = { changes, undoes: act.id, ...(act.visibility && { visibility: act.visibility }) }
  const next = isToldToClients(act.name, data) ? nextPublicVersion(ticket) : nextVersion(ticket)
  const columns = Object.assign({}, ...act.changes.map((change) => columnsBefore(change, act.before)))
  if ('client_version' in next && 'status' in columns) columns.client_status_version = next.client_version
  await tx
    .updateTable('ticket')
    .set({ ...next, ...columns })
    .where('id', '=', ticket.id)
    .execute()
  if (act.stepId) await takeBackStep(tx, act.stepId)
  await record(tx, ctx, act.name, { id: ticket.id, version: next.version, data })
}

/** Files that went along are on the disk as part of the step: it stays. */
async function takeBackStep(tx: Tx, id: string): Promise<void> {
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
