import { sql } from 'kysely'
import { z } from 'zod'
import { TicketChange } from '../../../../contract/event-data/ticket.ts'
import type { SubjectKind } from '../../../../contract/events.ts'
import type { Permission } from '../../../../contract/permissions.ts'
import type { PortalNews } from '../../../../contract/portal.ts'
import type { Agent, Client } from '../../../actors.ts'
import type { Db } from '../../../platform/database.ts'
import type { NewsSelector } from '../../../platform/live/hub.ts'
import type { PresencePolicy } from '../../../platform/live/presence.ts'
import type { StreamMessage } from '../../../platform/live/stream.ts'
import type { News } from '../../../platform/news.ts'
import { isNewsForClients } from './client-news.ts'
import { canSee, type TicketFacts } from './policy.ts'

/** Permission that the news of a subject requires; news of tickets and actions depends on more. */
const toRead: Record<SubjectKind, Permission> = {
  ticket: 'tickets.read',
  contact: 'contacts.read',
  company: 'contacts.read',
  site: 'contacts.read',
  equipment: 'equipment.read',
  project: 'projects.read',
  agent: 'agents.read',
  role: 'agents.read',
  team: 'agents.read',
  organisation: 'agents.read',
  spreadsheet: 'settings.manage',
  api_key: 'settings.manage',
  mail: 'settings.manage',
  website: 'settings.manage',
  form: 'settings.manage',
  tag: 'tickets.read',
  action: 'tickets.read',
}

/** Function that reads what the readers of a batch of news depend on, and returns which news a reader gets. */
export type Audience = (batch: readonly News[]) => Promise<(reader: Agent, news: News) => boolean>

/**
 * Returns a function that selects the readers of live news by the same policy as reads. It runs one query per batch, or
 * none when every reader sees all tickets. Readers who lose sight of a ticket by this change are notified too, so that
 * it leaves their screen.
 */
export const createNewsSelector =
  (db: Db, ofActions: Audience): NewsSelector =>
  async (batch, readers) => {
    const actions = batch.filter(({ subject }) => subject === 'action')
    const hearsOfAction = actions.length > 0 ? await ofActions(actions) : () => false
    const scoped = readers.some((reader) => reader.kind !== 'agent' || reader.sight !== 'all')
    const facts = scoped ? await factsOf(db, batch) : new Map<number, Facts>()
    const ofClients = groupByReader(batch, facts)
    return (reader) => {
      if (reader.kind !== 'agent') return selectClientNews(ofClients, reader)
      const hears = (news: News) =>
        news.subject === 'action' ? hearsOfAction(reader, news) : mayReadNews(reader, news, facts)
      return batch.filter(hears).map(({ seq, ...message }) => ({ seq, message }))
    }
  }

/** Returns the permission to read news. News of submissions in quarantine requires the one to settle them. */
const permissionFor = ({ name, subject }: News): Permission =>
  name.startsWith('form.submission_') ? 'submissions.settle' : toRead[subject]

function mayReadNews(reader: Agent, news: News, facts: Map<number, Facts>): boolean {
  if (!reader.permissions.has(permissionFor(news))) return false
  if (news.subject !== 'ticket' || reader.sight === 'all') return true
  return (facts.get(news.seq)?.states ?? []).some((ticket) => canSee(reader, ticket))
}

/**
 * Groups the news of a batch by client, company and project, so that each stream needs one lookup for each of its own.
 */
function groupByReader(batch: News[], facts: Map<number, Facts>): Map<string, StreamMessage[]> {
  const places = new Map<string, StreamMessage[]>()
  for (const { seq, id } of batch) {
    const known = facts.get(seq)
    if (!known?.isForClients) continue
    const message: PortalNews = { subject: 'ticket', id }
    const heardBy = known.states.flatMap((ticket) => [
      ticket.reporterContactId,
      ...ticket.contactIds,
      ticket.companyId,
      ticket.kind === 'anomaly' ? ticket.projectId : null,
    ])
    for (const place of new Set(heardBy)) {
      if (place === null) continue
      const told = places.get(place) ?? []
      told.push({ seq, message })
      places.set(place, told)
    }
  }
  return places
}

function selectClientNews(places: Map<string, StreamMessage[]>, reader: Client): StreamMessage[] {
  const { id, companyId, supervisor, projectIds, onlyTicketId } = reader
  const own = places.get(id) ?? []
  if (onlyTicketId !== null) return own.filter(({ message }) => (message as PortalNews).id === onlyTicketId)
  const followed = supervisor && companyId !== null ? [companyId, ...projectIds] : projectIds
  const others = followed.flatMap((place) => places.get(place) ?? [])
  if (others.length === 0) return own
  const once = new Map([...own, ...others].map((told) => [told.seq, told]))
  return [...once.values()].sort((a, b) => a.seq - b.seq)
}

/**
 * Returns a function that selects who may see presence on a ticket, without a query when all readers see all tickets.
 */
export const createPresencePolicy =
  (db: Db): PresencePolicy =>
  async (ticketId, readers) => {
    if (readers.every(({ sight }) => sight === 'all')) return ({ permissions }) => permissions.has('tickets.read')
    const ticket = await db
      .selectFrom('ticket')
      .select(factColumns)
      .select(contactIds)
      .where('ticket.id', '=', ticketId)
      .executeTakeFirst()
    return (reader) => ticket !== undefined && canSee(reader, ticket)
  }

const factColumns = [
  'ticket.id',
  'ticket.kind',
  'ticket.project_id as projectId',
  'ticket.lead_id as leadId',
  'ticket.team_id as teamId',
  'ticket.assignee_ids as assigneeIds',
  'ticket.reporter_contact_id as reporterContactId',
  'ticket.company_id as companyId',
] as const
const contactIds = sql<string[]>`array(select contact_id::text from ticket_contact where ticket_id = ticket.id)`.as(
  'contactIds',
)

type Facts = { states: TicketFacts[]; isForClients: boolean }

/** Returns the ticket before and after each event, by position in the stream. */
async function factsOf(db: Db, batch: News[]): Promise<Map<number, Facts>> {
  const tickets = batch.filter((news) => news.subject === 'ticket')
  if (tickets.length === 0) return new Map()
  const names = new Map(tickets.map((news) => [news.seq, news.name]))
  const rows = await db
    .selectFrom('event')
    .innerJoin('ticket', 'ticket.id', 'event.subject_id')
    .select(['event.seq', 'event.data'])
    .select(factColumns)
    .select(contactIds)
    .where('event.seq', '=', sql<number>`any(${tickets.map((news) => news.seq)}::bigint[])`)
    .execute()
  return new Map(
    rows.map(({ seq, data, ...now }) => {
      const place = seq ?? 0
      const isForClients = isNewsForClients(names.get(place) ?? 'ticket.changed', data)
      return [place, { states: [now, { ...now, ...before(now, data) }], isForClients }]
    }),
  )
}

/** Returns the facts of tickets on which rights depend, by id. */
export async function readTicketFacts(db: Db, ids: readonly string[]): Promise<Map<string, TicketFacts>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('ticket')
    .select(factColumns)
    .select(contactIds)
    .where('ticket.id', '=', sql<string>`any(${[...ids]}::uuid[])`)
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}

/** Data of an event that determines who could see the ticket. */
const Moves = z.object({
  changes: z.array(TicketChange).default([]),
  companyBefore: z.uuid().nullable().optional(),
})

function before(now: TicketFacts, data: unknown): Partial<TicketFacts> {
  const was: Partial<TicketFacts> = {}
  const { changes, companyBefore } = Moves.parse(data)
  for (const { field, from } of changes) {
    if (field === 'lead') {
      was.leadId = from?.id ?? null
      was.assigneeIds = [...now.assigneeIds, ...(was.leadId ? [was.leadId] : [])]
    }
    if (field === 'team') was.teamId = from?.id ?? null
    if (field === 'assignees') was.assigneeIds = from.map(({ id }) => id)
    if (field === 'project') was.projectId = from?.id ?? null
    if (field === 'kind') was.kind = from
    if (field === 'reporter') was.reporterContactId = from?.id ?? null
    if (field === 'contacts') was.contactIds = from.map(({ id }) => id)
  }
  return companyBefore === undefined ? was : { ...was, companyId: companyBefore }
}
