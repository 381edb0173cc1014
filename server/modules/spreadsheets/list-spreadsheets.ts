import { type RawBuilder, sql } from 'kysely'
import { countedAtMost } from '../../../contract/common.ts'
import type { ColumnRole, Spreadsheet } from '../../../contract/spreadsheets.ts'
import { AppError } from '../../platform/app-error.ts'
import type { Db, Tx } from '../../platform/database.ts'

const countOf = (which: RawBuilder<unknown>) =>
  sql<number>`(select count(*)::int from (
    select from spreadsheet_row where spreadsheet_id = spreadsheet.id and ${which} limit ${sql.lit(countedAtMost)}) counted)`

function select(db: Db | Tx) {
  return db
    .selectFrom('spreadsheet')
    .leftJoin('team', 'team.id', 'spreadsheet.team_id')
    .select(['spreadsheet.id', 'spreadsheet.version', 'spreadsheet.name', 'address', 'file_name as fileName'])
    .select(['allows_private as allowsPrivate', 'every_minutes as everyMinutes', 'date_order as dateOrder'])
    .select(['verifies_addresses as verifiesAddresses'])
    .select(['kind', 'criticality', 'paused', 'read_at as readAt', 'next_read_at as nextReadAt'])
    .select([
      sql<Record<string, ColumnRole>>`columns`.as('columns'),
      sql<Spreadsheet['team']>`case when team.id is not null
        then json_build_object('id', team.id, 'name', team.name) end`.as('team'),
      sql<Spreadsheet['alert']>`case when alert is not null
        then json_build_object('why', alert, 'detail', alert_detail, 'since', alert_at) end`.as('alert'),
      sql<Spreadsheet['reading']>`case when num_nulls(asked_at, rows_total) < 2
        then json_build_object('done', coalesce(rows_done, 0), 'total', rows_total) end`.as('reading'),
      countOf(sql`ticket_id is not null`).as('tickets'),
      countOf(sql`problem is not null`).as('problems'),
    ])
}

export async function listSpreadsheets(db: Db): Promise<{ items: Spreadsheet[] }> {
  return { items: await select(db).orderBy(sql`fold(spreadsheet.name)`).execute() }
}

/** Returns a spreadsheet. Throws not_found. */
export async function requireSpreadsheet(db: Db | Tx, id: string): Promise<Spreadsheet> {
  const found = await select(db).where('spreadsheet.id', '=', id).executeTakeFirst()
  if (!found) throw new AppError('not_found')
  return found
}
