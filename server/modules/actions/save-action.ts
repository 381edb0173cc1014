import { sql } from 'kysely'
import type { Action, ActionChange, ActionInput, ActionSubject } from '../../../contract/actions.ts'
import type { Agent } from '../../actors.ts'
import { AppError } from '../../platform/app-error.ts'
import type { Ctx } from '../../platform/context.ts'
import type { Tx } from '../../platform/database.ts'
import { newId } from '../../platform/new-id.ts'
import { record } from '../../platform/record.ts'
import { changeRecord } from '../../platform/simple-records.ts'
import { transact } from '../../platform/transact.ts'
import { requireVisibleTicket } from '../tickets/index.ts'
import { requireAction } from './read-actions.ts'
import { maySeeSubjects } from './rights.ts'

export async function createAction(ctx: Ctx<Agent>, input: ActionInput): Promise<Action> {
  return transact(ctx, async (tx) => {
    const id = newId()
    const assigneeIds = input.assigneeIds ?? [ctx.actor.id]
    await requireActiveAgents(tx, assigneeIds)
    await requireSubject(tx, ctx.actor, input.about)
    const values = { id, author_id: ctx.actor.id, ...columnsOf({ ...input, assigneeIds }) }
    await tx
      .insertInto('action')
      .values({ ...values, title: input.title, assignee_ids: assigneeIds })
      .execute()
    await record(tx, ctx, 'action.created', { id, version: 1 })
    return requireAction(tx, ctx.actor, id)
  })
}

/** Changes some fields of an action. Throws not_found, forbidden, conflict. */
export async function changeAction(ctx: Ctx<Agent>, id: string, change: ActionChange): Promise<Action> {
  const { version, ...fields } = change
  return transact(ctx, async (tx) => {
    const before = await requireOwnAction(tx, ctx.actor, id)
    const added = (fields.assigneeIds ?? []).filter((agent) => before.assignees.every((one) => one.id !== agent))
    await requireActiveAgents(tx, added)
    if (fields.about !== undefined) await requireSubject(tx, ctx.actor, fields.about)
    return changeRecord(tx, ctx, {
      name: 'action.changed',
      id,
      version,
      read: () => requireAction(tx, ctx.actor, id, sql<boolean>`true`),
      write: () =>
        tx
          .updateTable('action')
          .set({ ...columnsOf(fields), version: version + 1 })
          .where('id', '=', id)
          .where('version', '=', version)
          .executeTakeFirst(),
    })
  })
}

/** Reads an action that the agent may change. Throws not_found, forbidden. */
export async function requireOwnAction(tx: Tx, agent: Agent, id: string): Promise<Action> {
  const action = await requireAction(tx, agent, id)
  if (!action.can.change) throw new AppError('forbidden')
  return action
}

function columnsOf({ dueAt, isPrivate, assigneeIds, about, repeat, title, note }: Partial<ActionInput>) {
  return {
    ...(title !== undefined && { title }),
    ...(note !== undefined && { note }),
    ...(dueAt !== undefined && { due_at: dueAt }),
    ...(isPrivate !== undefined && { is_private: isPrivate }),
    ...(assigneeIds !== undefined && { assignee_ids: assigneeIds }),
    ...(about !== undefined && subjectColumns(about)),
    ...(repeat !== undefined && {
      repeat_every: repeat?.every ?? null,
      repeat_unit: repeat?.unit ?? null,
      repeat_from: repeat?.from ?? null,
      // Counted from the due date that it has now, or gets.
      repeats_since: repeat ? (dueAt === undefined ? sql<string>`due_at` : dueAt) : null,
    }),
  }
}

function subjectColumns(about: ActionSubject | null) {
  const idOf = (kind: ActionSubject['kind']) => (about?.kind === kind ? about.id : null)
  return {
    ticket_id: idOf('ticket'),
    contact_id: idOf('contact'),
    company_id: idOf('company'),
    equipment_id: idOf('equipment'),
    project_id: idOf('project'),
  }
}

/** Throws not_found for a record that does not exist, that the agent does not see, or that was merged into another. */
async function requireSubject(tx: Tx, agent: Agent, about: ActionSubject | null): Promise<void> {
  if (about === null) return
  if (about.kind === 'ticket') return requireVisibleTicket(tx, agent, about.id)
  if (!maySeeSubjects(agent, about.kind)) throw new AppError('not_found')
  const { rows } = await sql`
    select from ${sql.table(about.kind)} where id = ${about.id}::uuid and merged_into is null`.execute(tx)
  if (rows.length === 0) throw new AppError('not_found')
}

/** Throws not_found for unknown or disabled agents. */
async function requireActiveAgents(tx: Tx, ids: readonly string[]): Promise<void> {
  const { rows } = await sql<{ found: number }>`
    select count(*)::int as found from agent where id = any(${[...ids]}::uuid[]) and disabled_at is null`.execute(tx)
  if (rows[0]?.found !== ids.length) throw new AppError('not_found')
}
