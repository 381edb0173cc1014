import { type RawBuilder, sql } from 'kysely'
import type { Unread, UnreadTicket } from '../../../contract/unread.ts'
import type { Agent } from '../../actors.ts'
import type { Db } from '../../platform/database.ts'
import { isNewTicketSubscriber } from '../people/index.ts'
import { hasChangedSince, isInEffect, isUnseenEvent, joinLastSeen, visibleTo } from '../tickets/index.ts'

const maxCounted = 99
const maxListed = 50

/** Lists the tickets that concern the reader and have news, each with the latest event. */
export async function listUnread(db: Db, reader: Agent): Promise<Unread> {
  const { since, wantsOpenings } = await db
    .selectFrom('agent')
    .select(['unread_since as since', isNewTicketSubscriber.as('wantsOpenings')])
    .where('id', '=', reader.id)
    .executeTakeFirstOrThrow()
  const mayClaim = wantsOpenings && reader.permissions.has('tickets.claim')
  const rows = await readRows(db, unreadQueries(reader, since), mayClaim)
  return {
    count: Math.min(rows.length, maxCounted),
    capped: rows.length > maxCounted,
    since,
    items: rows.slice(0, maxListed).map(withoutLongTexts),
  }
}

/** Selects and limits the tickets first, so that events are read for those alone. */
async function readRows(db: Db, queries: UnreadQueries, mayClaim: boolean): Promise<UnreadTicket[]> {
  const { rows } = await sql<UnreadTicket>`
    with found as (
      select id, bool_and(opening) as opening, max(event_id::text)::uuid as event_id, max(news_at) as news_at,
        max(updated_at) as updated_at
      from (${sql.join([ledTickets(queries), unledTickets(queries, mayClaim), watchedTickets(queries), helpedTickets(queries)], sql` union all `)}) each
      group by id order by updated_at desc limit ${sql.lit(maxCounted + 1)})
    select ticket.id, ticket.number, ticket.version, ticket.title, ticket.status, found.opening,
      found.news_at as "newsAt",
      json_build_object('id', last.id, 'name', last.name, 'at', last.at, 'changes', coalesce(last.data->'changes', '[]'),
        'stepId', last.data->'stepId', 'undoes', last.data->'undoes', 'stepKind', step.kind,
        'by', case when last.actor_id is not null then json_build_object('id', last.actor_id,
          'name', coalesce(acting_agent.name, acting_contact.name), 'kind', last.actor_kind) end) as last
    from found join ticket using (id)
    join event last on last.id = found.event_id
    left join user_account acting_agent on acting_agent.id = last.actor_id
    left join contact acting_contact on acting_contact.id = last.actor_id
    left join step on step.id = (last.data->>'stepId')::uuid
    order by found.news_at desc, found.id desc`.execute(db)
  return rows
}

type UnreadQueries = {
  me: RawBuilder<unknown>
  since: RawBuilder<unknown>
  /** Limits a source to tickets with news, newest first. */
  among: (
    source: RawBuilder<unknown>,
    where?: RawBuilder<unknown>,
    opening?: RawBuilder<unknown>,
  ) => RawBuilder<unknown>
}

/** Limits each source to its 1,000 tickets that changed last. Agents who lead more in a month find the others in the list. */
function unreadQueries(reader: Agent, unreadSince: string): UnreadQueries {
  const since = sql`${unreadSince}::timestamptz`
  const me = sql`${reader.id}::uuid`
  return {
    me,
    since,
    among: (source, where = sql`true`, opening = sql`false`) => sql`
      (select ticket.id, ${opening} as opening, last.event_id, last.news_at, ticket.updated_at
      from (select * from ticket where ${source} and updated_at > ${since} order by updated_at desc limit 1000) ticket
      ${joinLastSeen(reader)}
      cross join lateral (
        select (array_agg(event.id order by ${isAssignment(me)} desc, event.id desc))[1] as event_id, max(event.at) as news_at
        from event where ${isUnseenEvent(reader, since)}) last
      where last.event_id is not null and ${where} and ${hasChangedSince(since)} and ${visibleTo(reader)}
      order by ticket.updated_at desc limit ${sql.lit(maxCounted + 1)})`,
  }
}

/** Tells whether an event gave the ticket to the reader, which concerns them more than any later change. */
const isAssignment = (me: RawBuilder<unknown>) => sql<boolean>`(${isInEffect} and case event.name
  when 'ticket.lead_changed' then event.data->'changes'->0->'to'->>'id' = ${me}::text
  when 'ticket.assignees_changed' then event.data->'changes'->0->'to' @> jsonb_build_array(jsonb_build_object('id', ${me}))
    and not event.data->'changes'->0->'from' @> jsonb_build_array(jsonb_build_object('id', ${me}))
  else false end is true)`

/** Tickets that the reader leads, served by the index ticket_lead. */
const ledTickets = ({ among, me }: UnreadQueries) => among(sql`lead_id = ${me}`)

/** Tickets without a lead: assigned to the reader, or new and unseen. Served by the index ticket_open_lead. */
function unledTickets({ among, me, since }: UnreadQueries, mayClaim: boolean) {
  const isMine = sql`${me} = any(ticket.assignee_ids)`
  const isOpening = sql`${mayClaim}::boolean and ticket.assignee_ids = '{}' and seen.version is null
    and ticket.created_at > ${since} and ticket.created_by is distinct from ${me}`
  return among(sql`is_open and lead_id is null`, sql`(${isMine} or (${isOpening}))`, sql`not ${isMine}`)
}

const watchedTickets = ({ among, me }: UnreadQueries) =>
  among(sql`id in (select ticket_id from ticket_watcher where agent_id = ${me})`)

/** Tickets where the reader helps another lead. No index would be worth its writes; recently changed tickets are filtered. */
const helpedTickets = ({ among, me }: UnreadQueries) => among(sql`true`, sql`${me} = any(ticket.assignee_ids)`)

/** Omits long texts, which the ticket shows. */
function withoutLongTexts({ last, ...ticket }: UnreadTicket): UnreadTicket {
  const changes = last.changes.map((change) =>
    change.field === 'description' ? { ...change, from: null, to: null } : change,
  )
  return { ...ticket, last: { ...last, changes } }
}
