import { sql } from 'kysely'
import type { Db } from '../../platform/database.ts'
import { requireSpreadsheet } from './list-spreadsheets.ts'

const maxProblems = 100

/** Lists rows that need a decision, newest first. Throws not_found. */
export async function listProblems(db: Db, id: string) {
  await requireSpreadsheet(db, id)
  const items = await db
    .selectFrom('spreadsheet_row')
    .leftJoin('ticket', 'ticket.id', 'spreadsheet_row.ticket_id')
    .select(['spreadsheet_row.id', 'spreadsheet_row.read_at as readAt'])
    .select([
      sql<'no_moment' | 'no_words' | 'nobody' | 'ticket_closed'>`problem`.as('problem'),
      sql<Record<string, string>>`cells`.as('cells'),
      sql<{ id: string; number: number } | null>`case when ticket.id is not null
        then json_build_object('id', ticket.id, 'number', ticket.number) end`.as('ticket'),
    ])
    .where('spreadsheet_id', '=', id)
    .where(sql<boolean>`problem is not null`)
    .orderBy('spreadsheet_row.read_at', 'desc')
    .limit(maxProblems)
    .execute()
  return { items }
}
