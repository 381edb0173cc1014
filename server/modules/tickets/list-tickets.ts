import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import type { AgentRef } from '../../../contract/common.ts'
import type { TicketQuery, TicketRow } from '../../../contract/tickets.ts'
import type { Agent } from '../../platform/context.ts'
import { readCursor, writeCursor } from '../../platform/cursor.ts'
import type { Db } from '../../platform/database.ts'
import { matching } from './filter.ts'

/** Each sort walks one index in one direction; the row comparison of the cursor follows it. */
const sorts = {
  updated: { column: 'ticket.updated_at', type: 'timestamptz', direction: 'desc' },
  reported: { column: 'ticket.reported_at', type: 'timestamptz', direction: 'desc' },
  criticality: { column: 'ticket.criticality_rank', type: 'smallint', direction: 'desc' },
  priority: { column: 'ticket.priority_rank', type: 'smallint', direction: 'desc' },
  due: { column: 'ticket.due_rank', type: 'timestamptz', direction: 'asc' },
  number: { column: 'ticket.number', type: 'integer', direction: 'desc' },
} as const

const Place = z.tuple([
  z.union([z.iso.datetime({ offset: true }), z.literal('infinity'), z.int32()]),
  z.int32().positive(),
])

export async function listTickets(db: Db, reader: Agent, query: TicketQuery) {
  const { column, type, direction } = sorts[query.sort]
  const place = query.cursor === undefined ? null : readCursor(Place, query.cursor)
  const rows = await selectRows(db)
    .select(sql<string | number>`${sql.ref(column)}`.as('place'))
    .where(matching(reader, query))
    .$if(place !== null, (select) => select.where(beyond(column, type, direction, place)))
    .orderBy(sql.ref(column), direction)
    .$if(query.sort !== 'number', (select) => select.orderBy('ticket.number', direction))
    .limit(query.limit + 1)
    .execute()
  const page = rows.slice(0, query.limit)
  const last = page.at(-1)
  return {
    items: page.map(({ place: _, ...row }): TicketRow => row),
    next: rows.length > query.limit && last ? writeCursor([last.place, last.number]) : null,
  }
}

/** What one line of the list shows. */
export function selectRows(db: Db) {
  return db
    .selectFrom('ticket')
    .leftJoin('user_account as leader', 'leader.id', 'ticket.lead_id')
    .leftJoin('company', 'company.id', 'ticket.company_id')
    .leftJoin('ticket_contact as first_concerned', (join) =>
      join.onRef('first_concerned.ticket_id', '=', 'ticket.id').on('first_concerned.position', '=', 0),
    )
    .leftJoin('contact', 'contact.id', 'first_concerned.contact_id')
    .select(['ticket.id', 'ticket.number', 'ticket.kind', 'ticket.title', 'ticket.status', 'ticket.criticality'])
    .select(['ticket.priority', 'ticket.reported_at as reportedAt', 'ticket.updated_at as updatedAt'])
    .select(['ticket.due_at as dueAt', 'company.name as company', 'contact.name as contact'])
    .select(
      sql<AgentRef | null>`case when leader.id is not null
        then json_build_object('id', leader.id, 'name', leader.name) end`.as('lead'),
    )
}

function beyond(
  column: string,
  type: string,
  direction: 'asc' | 'desc',
  place: z.output<typeof Place> | null,
): RawBuilder<boolean> {
  if (!place) return sql<boolean>`true`
  const sign = direction === 'asc' ? sql`>` : sql`<`
  const [value, number] = place
  return sql<boolean>`(${sql.ref(column)}, ticket.number) ${sign} (${value}::${sql.raw(type)}, ${number}::integer)`
}
