import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import type { Action, actions } from '../../../contract/actions.ts'
import { countedAtMost } from '../../../contract/common.ts'
import type { ParsedInput } from '../../../contract/route.ts'
import type { Agent } from '../../actors.ts'
import { AppError } from '../../platform/app-error.ts'
import { readCursor, writeCursor } from '../../platform/cursor.ts'
import type { Db, Tx } from '../../platform/database.ts'
import { visibleTo } from '../tickets/index.ts'
import { mayChange, maySeeSubjects, readableBy } from './rights.ts'

type StoredAction = Omit<Action, 'can'> & { order: string }

const isOpen = sql<boolean>`(action.done_at is null and action.removed_at is null)`
const isDone = sql<boolean>`(action.done_at is not null and action.removed_at is null)`

const agentRef = (id: RawBuilder<unknown>) => sql`
  (select json_build_object('id', user_account.id, 'name', user_account.name) from user_account where user_account.id = ${id})`

/** Name of the record that an action is about, by the kind of the record. */
const labels = {
  contact: sql`contact.name`,
  company: sql`company.name`,
  equipment: sql`equipment.label`,
  project: sql`project.name`,
}

/** SQL for the record that an action is about: null when the reader does not see it. */
function subjectFor(reader: Agent): RawBuilder<Action['about']> {
  const ofTicket = sql`(
    select json_build_object('kind', 'ticket', 'id', ticket.id, 'label', ticket.title, 'number', ticket.number)
    from ticket where ticket.id = action.ticket_id and ${visibleTo(reader)})`
  const others = (['contact', 'company', 'equipment', 'project'] as const).filter((kind) =>
    maySeeSubjects(reader, kind),
  )
  const ofOthers = others.map(
    (kind) => sql`(
      select json_build_object('kind', ${sql.lit(kind)}, 'id', ${sql.table(kind)}.id, 'label', ${labels[kind]}, 'number', null)
      from ${sql.table(kind)} where ${sql.table(kind)}.id = ${sql.ref(`action.${kind}_id`)})`,
  )
  return sql<Action['about']>`coalesce(${sql.join([ofTicket, ...ofOthers])})`
}

function selectActions(reader: Agent, where: RawBuilder<unknown>, order: RawBuilder<unknown>, limit: number) {
  return sql<StoredAction>`
    select action.id, action.version, action.title, action.note, action.due_at as "dueAt", action.is_private as "isPrivate",
      ${agentRef(sql`action.author_id`)} as author,
      (select coalesce(json_agg(json_build_object('id', user_account.id, 'name', user_account.name) order by place), '[]')
        from unnest(action.assignee_ids) with ordinality as assigned (id, place)
        join user_account on user_account.id = assigned.id) as assignees,
      ${subjectFor(reader)} as about,
      case when action.repeat_every is not null then json_build_object(
        'every', action.repeat_every, 'unit', action.repeat_unit, 'from', action.repeat_from) end as repeat,
      action.done_at as "doneAt", ${agentRef(sql`action.done_by`)} as "doneBy", action.created_at as "createdAt",
      coalesce(action.due_at, 'infinity')::text as "order"
    from action
    where ${where}
    order by ${order} limit ${limit}`
}

const withRights =
  (reader: Agent) =>
  ({ order: _, ...action }: StoredAction): Action => {
    const facts = { authorId: action.author?.id ?? null, assigneeIds: action.assignees.map(({ id }) => id) }
    return { ...action, can: { change: mayChange(reader, facts) } }
  }

/**
 * Reads an action as an agent sees it. Throws not_found, also for one that was removed.
 * @param isReadable condition in place of the agent's rights, for agents who no longer see the action that they have
 * just handed over
 */
export async function requireAction(
  db: Db | Tx,
  reader: Agent,
  id: string,
  isReadable = readableBy(reader),
): Promise<Action> {
  const isIt = sql`action.id = ${id}::uuid and action.removed_at is null and ${isReadable}`
  const { rows } = await selectActions(reader, isIt, sql`action.id`, 1).execute(db)
  const [found] = rows
  if (!found) throw new AppError('not_found')
  return withRights(reader)(found)
}

type State = 'open' | 'done'
const Place = z.tuple([z.enum(['open', 'done']), z.string().max(40), z.uuid()])
type Place = z.output<typeof Place>
type ListQuery = ParsedInput<typeof actions.list>['query']

/** Lists actions: open ones by due date, those without one last; done ones, the newest first, by the agent who did them. */
export async function listActions(
  db: Db,
  reader: Agent,
  query: ListQuery,
): Promise<{ items: Action[]; next: string | null }> {
  const { about, aboutId, cursor, limit } = query
  if ((about === undefined) !== (aboutId === undefined))
    throw new AppError('invalid', { fields: [{ path: 'about', problem: 'about and aboutId go together' }] })
  const place = cursor === undefined ? null : readCursor(Place, cursor)
  const found: (StoredAction & { state: State })[] = []
  for (const state of statesOf(query, place)) {
    const after = place?.[0] === state ? place : null
    const rows = await readPage(db, reader, query, { state, after, rows: limit + 1 - found.length })
    found.push(...rows.map((row) => ({ ...row, state })))
    if (found.length > limit) break
  }
  const page = found.slice(0, limit)
  const last = page.at(-1)
  return {
    items: page.map(({ state: _, ...row }) => withRights(reader)(row)),
    next:
      found.length > limit && last
        ? writeCursor([last.state, last.state === 'open' ? last.order : last.doneAt, last.id])
        : null,
  }
}

/** Returns the states to read, in order: those before a cursor's are behind it. */
function statesOf({ state }: ListQuery, place: Place | null): State[] {
  if (state !== 'all') return [state]
  return place?.[0] === 'done' ? ['done'] : ['open', 'done']
}

type Page = { state: State; after: Place | null; rows: number }

async function readPage(
  db: Db,
  reader: Agent,
  query: ListQuery,
  { state, after, rows }: Page,
): Promise<StoredAction[]> {
  const isAsked = sql.join(conditionsOf(reader, query, state), sql` and `)
  const at = state === 'open' ? sql`coalesce(action.due_at, 'infinity')` : sql`action.done_at`
  const [isAfter, direction] = state === 'open' ? [sql`>`, sql`asc`] : [sql`<`, sql`desc`]
  const isNext = after
    ? sql`${isAsked} and (${at}, action.id) ${isAfter} (${after[1]}::timestamptz, ${after[2]}::uuid)`
    : isAsked
  return (await selectActions(reader, isNext, sql`${at} ${direction}, action.id ${direction}`, rows).execute(db)).rows
}

function conditionsOf(reader: Agent, { agent, about, aboutId, doneFrom }: ListQuery, state: State) {
  const conditions = [readableBy(reader), state === 'open' ? isOpen : isDone]
  if (about) conditions.push(sql<boolean>`${sql.ref(`action.${about}_id`)} = ${aboutId}::uuid`)
  const agentId = agent === 'me' || (agent === undefined && !about) ? reader.id : agent
  if (agentId !== undefined)
    conditions.push(
      state === 'open'
        ? sql<boolean>`action.assignee_ids @> array[${agentId}::uuid]`
        : sql<boolean>`action.done_by = ${agentId}::uuid`,
    )
  if (state === 'done' && doneFrom) conditions.push(sql<boolean>`action.done_at >= ${doneFrom}::timestamptz`)
  return conditions
}

/** Counts the open actions of an agent, and those due before the end of the company's day. */
export async function countActions(db: Db, { id }: Agent): Promise<{ open: number; due: number }> {
  const { rows } = await sql<{ open: number; due: number }>`
    select count(*)::int as open, count(*) filter (where due_at < (
      select (date_trunc('day', now() at time zone time_zone) + interval '1 day') at time zone time_zone
      from organisation))::int as due
    from (
      select due_at from action where ${isOpen} and action.assignee_ids @> array[${id}::uuid] limit ${countedAtMost}) own`.execute(
    db,
  )
  return rows[0] ?? { open: 0, due: 0 }
}
