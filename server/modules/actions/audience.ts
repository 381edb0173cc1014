import { sql } from 'kysely'
import { z } from 'zod'
import type { Agent } from '../../actors.ts'
import type { Db } from '../../platform/database.ts'
import type { News } from '../../platform/news.ts'
import { canSee, readTicketFacts } from '../tickets/index.ts'
import { mayRead, maySeeSubjects } from './rights.ts'

type StoredFacts = {
  seq: number
  data: unknown
  authorId: string | null
  assigneeIds: string[]
  isPrivate: boolean
  ticketId: string | null
  kind: 'ticket' | 'contact' | 'equipment' | 'project' | null
}

/** Data of an event from which the former assignees of an action are read. */
const Moves = z.object({
  changes: z.array(z.object({ field: z.string(), from: z.unknown() })).default([]),
})
const Refs = z.array(z.object({ id: z.uuid() }))

/**
 * Returns a function that selects the readers of news of actions: agents who see the action, or lost sight of it by
 * this change.
 */
export const createActionAudience =
  (db: Db) =>
  async (batch: readonly News[]): Promise<(reader: Agent, news: News) => boolean> => {
    const { rows } = await sql<StoredFacts>`
      select event.seq, event.data, action.author_id as "authorId", action.assignee_ids as "assigneeIds",
        action.is_private as "isPrivate", action.ticket_id as "ticketId",
        case when ticket_id is not null then 'ticket' when equipment_id is not null then 'equipment'
          when project_id is not null then 'project' when contact_id is not null or company_id is not null then 'contact'
        end as kind
      from event join action on action.id = event.subject_id
      where event.seq = any(${batch.map(({ seq }) => seq)}::bigint[])`.execute(db)
    const tickets = await readTicketFacts(
      db,
      rows.flatMap(({ ticketId }) => ticketId ?? []),
    )
    const bySeq = new Map(rows.map((row) => [Number(row.seq), row]))
    const sees = (reader: Agent, { kind, ticketId }: StoredFacts) => {
      if (kind !== 'ticket') return kind !== null && maySeeSubjects(reader, kind)
      const ticket = tickets.get(ticketId ?? '')
      return ticket !== undefined && canSee(reader, ticket)
    }
    return (reader, news) => {
      const facts = bySeq.get(news.seq)
      if (!facts) return false
      const assigneeIds = [...facts.assigneeIds, ...formerAssignees(facts.data)]
      return mayRead(reader, { ...facts, assigneeIds }, sees(reader, facts))
    }
  }

function formerAssignees(data: unknown): string[] {
  const { changes } = Moves.parse(data)
  return changes
    .filter(({ field }) => field === 'assignees')
    .flatMap(({ from }) => Refs.parse(from).map(({ id }) => id))
}
