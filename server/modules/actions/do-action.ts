import { sql } from 'kysely'
import type { Action } from '../../../contract/actions.ts'
import type { Agent } from '../../actors.ts'
import { AppError } from '../../platform/app-error.ts'
import type { Ctx } from '../../platform/context.ts'
import type { Tx } from '../../platform/database.ts'
import { newId } from '../../platform/new-id.ts'
import { record } from '../../platform/record.ts'
import { changeRecord } from '../../platform/simple-records.ts'
import { transact } from '../../platform/transact.ts'
import { requireAction } from './read-actions.ts'
import { requireOwnAction } from './save-action.ts'

/** Marks an action as done, and creates the next one of a series. One that is done already is left as it is. */
export async function doAction(ctx: Ctx<Agent>, id: string): Promise<{ action: Action; next: Action | null }> {
  return transact(ctx, async (tx) => {
    await lockAction(tx, id)
    const before = await requireOwnAction(tx, ctx.actor, id)
    if (before.doneAt !== null) return { action: before, next: null }
    const nextId = before.repeat ? await insertNext(tx, ctx, id) : null
    const action = await writeChange(tx, ctx, before, {
      done_at: new Date().toISOString(),
      done_by: ctx.actor.id,
      next_id: nextId,
    })
    return { action, next: nextId === null ? null : await requireAction(tx, ctx.actor, nextId) }
  })
}

/** Opens an action again, and removes the one that followed unless somebody changed it. */
export async function undoAction(ctx: Ctx<Agent>, id: string): Promise<Action> {
  return transact(ctx, async (tx) => {
    await lockAction(tx, id)
    const before = await requireOwnAction(tx, ctx.actor, id)
    if (before.doneAt === null) return before
    const { rows } = await sql<{ id: string }>`
      select next.id from action join action next on next.id = action.next_id
      where action.id = ${id}::uuid and next.version = 1 and next.removed_at is null for update of next`.execute(tx)
    const [next] = rows
    const action = await writeChange(tx, ctx, before, { done_at: null, done_by: null, next_id: null })
    if (next) await setRemoved(tx, ctx, next.id, true)
    return action
  })
}

export async function removeAction(ctx: Ctx<Agent>, id: string): Promise<undefined> {
  return transact(ctx, async (tx) => {
    await lockAction(tx, id)
    await requireOwnAction(tx, ctx.actor, id)
    await setRemoved(tx, ctx, id, true)
    return undefined
  })
}

export async function restoreAction(ctx: Ctx<Agent>, id: string): Promise<Action> {
  return transact(ctx, async (tx) => {
    await lockAction(tx, id)
    await setRemoved(tx, ctx, id, false)
    // Throws, and thereby rolls back, when the agent may not change it.
    return requireOwnAction(tx, ctx.actor, id)
  })
}

async function lockAction(tx: Tx, id: string): Promise<void> {
  await sql`select from action where id = ${id}::uuid for update`.execute(tx)
}

type DoneColumns = { done_at: string | null; done_by: string | null; next_id: string | null }

function writeChange(tx: Tx, ctx: Ctx<Agent>, { id, version }: Action, columns: DoneColumns): Promise<Action> {
  return changeRecord(tx, ctx, {
    name: 'action.changed',
    id,
    version,
    read: () => requireAction(tx, ctx.actor, id),
    write: () =>
      tx
        .updateTable('action')
        .set({ ...columns, version: version + 1 })
        .where('id', '=', id)
        .executeTakeFirst(),
  })
}

/** Removes or restores an action. Throws not_found when it already is. */
async function setRemoved(tx: Tx, ctx: Ctx<Agent>, id: string, removed: boolean): Promise<void> {
  const changed = await tx
    .updateTable('action')
    .set({ removed_at: removed ? new Date().toISOString() : null, version: sql`version + 1` })
    .where('id', '=', id)
    .where('removed_at', removed ? 'is' : 'is not', null)
    .returning('version')
    .executeTakeFirst()
  if (!changed) throw new AppError('not_found')
  const changes = [{ field: 'removed', from: !removed, to: removed }]
  await record(tx, ctx, 'action.changed', { id, version: changed.version, data: { changes } })
}

/**
 * Inserts the next action of a series: at the first due date after the last one and after now, at the same hour of the
 * company's clock, counted from the first of the series or from now.
 */
async function insertNext(tx: Tx, ctx: Ctx<Agent>, id: string): Promise<string | null> {
  const nextId = newId()
  const { numAffectedRows } = await sql`
    with last as (select * from action where id = ${id}::uuid),
    zone as (select time_zone from organisation),
    origin as (
      select case when repeat_from = 'due' and due_at is not null then coalesce(repeats_since, due_at) at time zone time_zone
        else date_trunc('day', now() at time zone time_zone)
          + coalesce((due_at at time zone time_zone)::time, (now() at time zone time_zone)::time) end as local
      from last, zone),
    following as (
      select (origin.local + n * (last.repeat_every || ' ' || last.repeat_unit)::interval) at time zone time_zone as due_at
      from last, zone, origin, generate_series(1, 4000) n
      where (origin.local + n * (last.repeat_every || ' ' || last.repeat_unit)::interval) at time zone time_zone
        > greatest(now(), case when repeat_from = 'due' then last.due_at end)
      order by n limit 1)
    insert into action (id, title, note, due_at, is_private, author_id, assignee_ids, ticket_id, contact_id, company_id,
      equipment_id, project_id, repeat_every, repeat_unit, repeat_from, repeats_since)
    select ${nextId}::uuid, last.title, last.note, following.due_at, last.is_private, last.author_id, last.assignee_ids,
      last.ticket_id, last.contact_id, last.company_id, last.equipment_id, last.project_id, last.repeat_every,
      last.repeat_unit, last.repeat_from, case when last.repeat_from = 'due' then coalesce(last.repeats_since, last.due_at) end
    from last, following`.execute(tx)
  // No next action when a daily one was due more than 4,000 days ago.
  if (numAffectedRows !== 1n) return null
  await record(tx, ctx, 'action.created', { id: nextId, version: 1 })
  return nextId
}
