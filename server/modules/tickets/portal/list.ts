import { sql } from 'kysely'
import { z } from 'zod'
import type { PortalTicketRow, portal } from '../../../../contract/portal.ts'
import type { ParsedInput } from '../../../../contract/route.ts'
import type { Client } from '../../../actors.ts'
import { AppError } from '../../../platform/app-error.ts'
import type { Ctx } from '../../../platform/context.ts'
import { readCursor, writeCursor } from '../../../platform/cursor.ts'

const Place = z.tuple([z.iso.datetime({ offset: true }), z.int()])

/**
 * Lists tickets, latest news first. Each part uses an index: ticket_company_news, ticket_reporter_news,
 * ticket_anomaly_news, or that of open tickets.
 */
export async function listClientTickets(ctx: Ctx<Client>, query: ParsedInput<typeof portal.list>['query']) {
  const { id, supervisor, companyId, projectIds, onlyTicketId } = ctx.actor
  if (query.whose === 'company' && (!supervisor || companyId === null)) throw new AppError('forbidden')
  if (query.projectId && !projectIds.includes(query.projectId)) throw new AppError('not_found')
  const most = query.limit + 1
  const state = { open: sql`ticket.is_open`, closed: sql`not ticket.is_open`, all: sql`true` }[query.state]
  const place = query.cursor === undefined ? null : readCursor(Place, query.cursor)
  const after = place
    ? sql`(ticket.client_news_at, ticket.number) < (${place[0]}::timestamptz, ${place[1]}::integer)`
    : sql`true`
  const first = sql`${state} and ${after} order by ticket.client_news_at desc, ticket.number desc limit ${most}`
  const theirs = query.projectId
    ? sql`select id from ticket where kind = 'anomaly' and project_id = ${query.projectId}::uuid and ${first}`
    : query.whose === 'company'
      ? sql`select id from ticket where company_id = ${companyId}::uuid and ${first}`
      : sql`(select id from ticket where reporter_contact_id = ${id}::uuid and ${first})
          union
          (select id from ticket_contact join ticket on ticket.id = ticket_id where contact_id = ${id}::uuid and ${first})`
  const { rows } = await sql<PortalTicketRow>`
    select ticket.id, ticket.number, ticket.title, ticket.status, ticket.reported_at as "reportedAt",
      ticket.client_news_at as "newsAt",
      case when exists (select from ticket_contact where ticket_id = ticket.id and contact_id = ${id}::uuid) then null
        else (select contact.name from ticket_contact join contact on contact.id = contact_id
          where ticket_id = ticket.id order by position limit 1) end as "openedFor"
    from (${theirs}) theirs join ticket using (id)
    where ${onlyTicketId}::uuid is null or ticket.id = ${onlyTicketId}::uuid
    order by ticket.client_news_at desc, ticket.number desc
    limit ${most}`.execute(ctx.db)
  const items = rows.slice(0, query.limit)
  const last = items.at(-1)
  return { items, next: rows.length > query.limit && last ? writeCursor([last.newsAt, last.number]) : null }
}
