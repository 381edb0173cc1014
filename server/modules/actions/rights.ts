import { type RawBuilder, sql } from 'kysely'
import type { ActionSubject } from '../../../contract/actions.ts'
import type { Permission } from '../../../contract/permissions.ts'
import type { Agent } from '../../actors.ts'
import { visibleTo } from '../tickets/index.ts'

/** Permission to see the records of a kind. The reader's sight limits it to certain tickets. */
const toReadSubject: Record<ActionSubject['kind'], Permission> = {
  ticket: 'tickets.read',
  contact: 'contacts.read',
  company: 'contacts.read',
  equipment: 'equipment.read',
  project: 'projects.read',
}

export const maySeeSubjects = ({ permissions }: Agent, kind: ActionSubject['kind']) =>
  permissions.has(toReadSubject[kind])

const isOwn = ({ id }: Agent) =>
  sql<boolean>`(action.author_id = ${id}::uuid or ${id}::uuid = any(action.assignee_ids))`

/**
 * Condition for actions that an agent sees: their own, and unless it is private, any about a record that they see; with the
 * right to read all, any that is not private.
 */
export function readableBy(reader: Agent): RawBuilder<boolean> {
  if (reader.permissions.has('actions.read_all')) return sql<boolean>`(not action.is_private or ${isOwn(reader)})`
  const seen = [sql<boolean>`exists (select from ticket where ticket.id = action.ticket_id and ${visibleTo(reader)})`]
  for (const kind of ['contact', 'company', 'equipment', 'project'] as const)
    if (maySeeSubjects(reader, kind)) seen.push(sql<boolean>`${sql.ref(`action.${kind}_id`)} is not null`)
  return sql<boolean>`(${isOwn(reader)} or not action.is_private and (${sql.join(seen, sql` or `)}))`
}

/** Facts of an action on which rights depend. `seesSubject`: whether the reader sees the record that it is about. */
export type ActionFacts = { authorId: string | null; assigneeIds: readonly string[]; isPrivate: boolean }

/** Tells whether an agent may change an action: its author and its assignees. */
export const mayChange = ({ id }: Agent, { authorId, assigneeIds }: Omit<ActionFacts, 'isPrivate'>) =>
  authorId === id || assigneeIds.includes(id)

/** Tells whether an agent sees an action. readableBy() is the same rule in SQL; a test compares them. */
export function mayRead(reader: Agent, action: ActionFacts, seesSubject: boolean): boolean {
  if (mayChange(reader, action)) return true
  return !action.isPrivate && (reader.permissions.has('actions.read_all') || seesSubject)
}
