import { type RawBuilder, sql } from 'kysely'
import type { Unread, UnreadTicket } from '../../../contract/unread.ts'
import type { Agent } from '../../platform/context.ts'
import type { Db } from '../../platform/database.ts'
import { hearsOfNewTickets } from '../people/index.ts'
import { hasChanged, isNews, seenBy, stands, visibleTo } from '../tickets/index.ts'

const countedAtMost = 99
const shownAtMost = 50

/** The tickets that concern their reader and have news for them, with the last of it. */
export async function listUnread(db: Db, reader: Agent): Promise<Unread> {
  const { since, hearsOfOpenings } = await db
    .selectFrom('agent')
    .select(['unread_since as since', hearsOfNewTickets.as('hearsOfOpenings')])
    .where('id', '=', reader.id)
    .executeTakeFirstOrThrow()
  const mayTake = hearsOfOpenings && reader.permissions.has('tickets.claim')
  const rows = await readRows(db, newsFor(reader, since), mayTake)
  return {
    count: Math.min(rows.length, countedAtMost),
    capped: rows.length > countedAtMost,
    since,
    items: rows.slice(0, shownAtMost).map(toldShortly),
  }
}

/** The tickets are found and cut first, so that what happened is told of these alone. */
async function readRows(db: Db, news: News, mayTake: boolean): Promise<UnreadTicket[]> {
  const { rows } = await sql<UnreadTicket>`
    with found as (
      select id, bool_and(opening) as opening, max(event_id::text)::uuid as event_id, max(news_at) as news_at,
        max(updated_at) as updated_at
      from (${sql.join([led(news), unled(news, mayTake), watched(news), besideAnother(news)], sql` union all `)}) each
      group by id order by updated_at desc limit ${sql.lit(countedAtMost + 1)})
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

type News = {
  me: RawBuilder<unknown>
  since: RawBuilder<unknown>
  /** Of the tickets of a source those that have news, newest first. */
  among: (
    source: RawBuilder<unknown>,
    where?: RawBuilder<unknown>,
    opening?: RawBuilder<unknown>,
  ) => RawBuilder<unknown>
}

/** A source gives the 1,000 of its tickets that changed last: who leads more in a month finds the others in the list. */
function newsFor(reader: Agent, unreadSince: string): News {
  const since = sql`${unreadSince}::timestamptz`
  const me = sql`${reader.id}::uuid`
  return {
    me,
    since,
    among: (source, where = sql`true`, opening = sql`false`) => sql`
      (select ticket.id, ${opening} as opening, last.event_id, last.news_at, ticket.updated_at
      from (select * from ticket where ${source} and updated_at > ${since} order by updated_at desc limit 1000) ticket
      ${seenBy(reader)}
      cross join lateral (
        select (array_agg(event.id order by ${isGiven(me)} desc, event.id desc))[1] as event_id, max(event.at) as news_at
        from event where ${isNews(reader, since)}) last
      where last.event_id is not null and ${where} and ${hasChanged(since)} and ${visibleTo(reader)}
      order by ticket.updated_at desc limit ${sql.lit(countedAtMost + 1)})`,
  }
}

/** Whether an event gave the ticket to its reader: that concerns them more than any change that followed. */
const isGiven = (me: RawBuilder<unknown>) => sql<boolean>`(${stands} and case event.name
  when 'ticket.lead_changed' then event.data->'changes'->0->'to'->>'id' = ${me}::text
  when 'ticket.assignees_changed' then event.data->'changes'->0->'to' @> jsonb_build_array(jsonb_build_object('id', ${me}))
    and not event.data->'changes'->0->'from' @> jsonb_build_array(jsonb_build_object('id', ${me}))
  else false end is true)`

/** The index ticket_lead serves it. */
const led = ({ among, me }: News) => among(sql`lead_id = ${me}`)

/** Mine without a lead, and openings that I have not looked at; the index ticket_open_lead serves them. */
function unled({ among, me, since }: News, mayTake: boolean) {
  const isMine = sql`${me} = any(ticket.assignee_ids)`
  const isOpening = sql`${mayTake}::boolean and ticket.assignee_ids = '{}' and seen.version is null
    and ticket.created_at > ${since} and ticket.created_by is distinct from ${me}`
  return among(sql`is_open and lead_id is null`, sql`(${isMine} or (${isOpening}))`, sql`not ${isMine}`)
}

const watched = ({ among, me }: News) => among(sql`id in (select ticket_id from ticket_watcher where agent_id = ${me})`)

/** No index finds them among all, nor is one worth its writes: they are met among the tickets that changed last. */
const besideAnother = ({ among, me }: News) => among(sql`true`, sql`${me} = any(ticket.assignee_ids)`)

/** Long texts are read on the ticket. */
function toldShortly({ last, ...ticket }: UnreadTicket): UnreadTicket {
  const changes = last.changes.map((change) =>
    change.field === 'description' ? { ...change, from: null, to: null } : change,
  )
  return { ...ticket, last: { ...last, changes } }
}
