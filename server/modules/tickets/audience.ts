import { sql } from 'kysely'
import type { SubjectKind } from '../../../contract/events.ts'
import type { Permission } from '../../../contract/permissions.ts'
import type { Agent } from '../../platform/context.ts'
import type { Db } from '../../platform/database.ts'
import type { Audience } from '../../platform/live/hub.ts'
import type { News } from '../../platform/news.ts'
import { changesOf } from './changes.ts'
import type { Named } from './links.ts'
import { canSee, type TicketFacts } from './policy.ts'

const toRead: Record<SubjectKind, Permission> = {
  ticket: 'tickets.read',
  contact: 'contacts.read',
  company: 'contacts.read',
  equipment: 'equipment.read',
  project: 'projects.read',
  agent: 'agents.read',
  team: 'agents.read',
  organisation: 'agents.read',
  mail: 'settings.manage',
}

/**
 * Who may hear which news: the policy of every read. One query a batch, and none when every reader sees all tickets.
 * Who saw a ticket until this very change hears of it too, so that it leaves their screen.
 */
export const audienceOf =
  (db: Db): Audience =>
  async (batch, readers) => {
    const scoped = readers.some((reader) => reader.sight !== 'all')
    const facts = scoped ? await factsOf(db, batch) : new Map<number, TicketFacts[]>()
    return (reader, news) => {
      if (!reader.permissions.has(toRead[news.subject])) return false
      if (news.subject !== 'ticket' || reader.sight === 'all') return true
      return (facts.get(news.seq) ?? []).some((ticket) => canSee(reader, ticket))
    }
  }

/** By place in the stream: the ticket as it is now, and as it was before that event. */
async function factsOf(db: Db, batch: News[]): Promise<Map<number, TicketFacts[]>> {
  const seqs = batch.filter((news) => news.subject === 'ticket').map((news) => news.seq)
  if (seqs.length === 0) return new Map()
  const rows = await db
    .selectFrom('event')
    .innerJoin('ticket', 'ticket.id', 'event.subject_id')
    .select(['event.seq', 'event.data', 'ticket.lead_id as leadId', 'ticket.team_id as teamId'])
    .select('ticket.assignee_ids as assigneeIds')
    .where('event.seq', '=', sql<number>`any(${seqs}::bigint[])`)
    .execute()
  return new Map(
    rows.map(({ seq, data, ...now }) => [seq ?? 0, [now, { ...now, ...before(now, data) }]] as [number, TicketFacts[]]),
  )
}

function before(now: TicketFacts, data: unknown): Partial<TicketFacts> {
  const was: Partial<TicketFacts> = {}
  for (const { field, from } of changesOf(data)) {
    if (field === 'lead') {
      was.leadId = (from as Named | null)?.id ?? null
      was.assigneeIds = [...now.assigneeIds, ...(was.leadId ? [was.leadId] : [])]
    }
    if (field === 'team') was.teamId = (from as Named | null)?.id ?? null
    if (field === 'assignees') was.assigneeIds = (from as Named[]).map((agent: Pick<Agent, 'id'>) => agent.id)
  }
  return was
}
