import { randomBytes, randomUUIDv7 } from 'node:crypto'
import { type RawBuilder, sql } from 'kysely'
import { countedAtMost } from '../../../contract/common.ts'
import type { ColumnRole, NewSpreadsheet, Spreadsheet, SpreadsheetChange } from '../../../contract/spreadsheets.ts'
import type { Agent } from '../../actors.ts'
import { AppError } from '../../platform/app-error.ts'
import type { Ctx } from '../../platform/context.ts'
import type { Db, Tx } from '../../platform/database.ts'
import { record } from '../../platform/record.ts'
import type { SealedColumn, Secrets } from '../../platform/secrets.ts'
import { changeRecord } from '../../platform/simple-records.ts'
import { transact } from '../../platform/transact.ts'

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

const place = 'spreadsheet.secret'
export const sealedSpreadsheetColumns: readonly SealedColumn[] = [place]
export const clearSpreadsheetSecrets = "update spreadsheet set secret = ''"

/** Returns the secret that signs rows, or null when it was cleared. */
export const openSigningSecret = (secrets: Secrets, row: { secret: string }) => secrets.open(place, row.secret)

const newSecret = () => `whsec_${randomBytes(32).toString('base64')}`

/** Creates a spreadsheet. Throws invalid when no column identifies a row, its topic or its sender. */
export async function createSpreadsheet(ctx: Ctx<Agent>, input: NewSpreadsheet): Promise<{ id: string }> {
  requireRoles(input.columns)
  return transact(ctx, async (tx) => {
    const id = randomUUIDv7()
    await tx
      .insertInto('spreadsheet')
      .values({
        id,
        name: input.name,
        address: input.address,
        file_name: input.fileName,
        allows_private: input.allowsPrivate,
        every_minutes: input.everyMinutes,
        columns: JSON.stringify(input.columns),
        date_order: input.dateOrder,
        identity_order: input.dateOrder,
        time_zone: tx.selectFrom('organisation').select('time_zone'),
        verifies_addresses: input.verifiesAddresses,
        mails_past: input.mailsPast,
        takes_past: input.takesPast,
        kind: input.kind,
        criticality: input.criticality,
        team_id: input.teamId,
        secret: ctx.secrets.seal(place, newSecret()),
        created_by: ctx.actor.id,
      })
      .execute()
    await record(tx, ctx, 'spreadsheet.created', { id, version: 1, data: { name: input.name } })
    return { id }
  })
}

/**
 * Changes a spreadsheet. The identity columns are fixed: otherwise every row would be new. Throws not_found, conflict,
 * invalid.
 */
export async function changeSpreadsheet(ctx: Ctx<Agent>, id: string, change: SpreadsheetChange): Promise<Spreadsheet> {
  const { version, columns, ...rest } = change
  return transact(ctx, async (tx) => {
    if (columns) await requireSameIdentity(tx, id, columns)
    return changeRecord(tx, ctx, {
      ...{ name: 'spreadsheet.changed', id, version },
      read: () => requireSpreadsheet(tx, id),
      write: () =>
        tx
          .updateTable('spreadsheet')
          .set({
            ...(rest.name !== undefined && { name: rest.name }),
            ...(rest.everyMinutes !== undefined && { every_minutes: rest.everyMinutes }),
            ...(rest.kind !== undefined && { kind: rest.kind }),
            ...(rest.criticality !== undefined && { criticality: rest.criticality }),
            ...(rest.teamId !== undefined && { team_id: rest.teamId }),
            ...(rest.dateOrder !== undefined && { date_order: rest.dateOrder }),
            ...(rest.verifiesAddresses !== undefined && { verifies_addresses: rest.verifiesAddresses }),
            ...(rest.paused !== undefined && { paused: rest.paused }),
            ...(columns && { columns: JSON.stringify(columns) }),
            // The change may affect rows that were read already.
            content_hash: null,
            next_read_at: new Date().toISOString(),
            version: version + 1,
          })
          .where('id', '=', id)
          .where('version', '=', version)
          .executeTakeFirst(),
    })
  })
}

export async function removeSpreadsheet(ctx: Ctx<Agent>, id: string): Promise<undefined> {
  await transact(ctx, async (tx) => {
    const removed = await tx.deleteFrom('spreadsheet').where('id', '=', id).returning('name').executeTakeFirst()
    if (!removed) throw new AppError('not_found')
    await record(tx, ctx, 'spreadsheet.removed', { id, data: removed })
  })
}

const columnsWithRoles = (columns: Record<string, ColumnRole>, ...roles: ColumnRole[]) =>
  Object.keys(columns).filter((name) => roles.includes(columns[name] ?? 'ignored'))

function requireRoles(columns: Record<string, ColumnRole>): void {
  const requirements = [
    { roles: ['timestamp', 'reference'], problem: 'a timestamp or a reference' },
    { roles: ['title', 'description', 'more'], problem: 'a title or a description' },
    { roles: ['name', 'email', 'phone', 'company', 'serialNumber'], problem: 'a sender' },
  ] as const
  const missing = requirements.find(({ roles }) => columnsWithRoles(columns, ...roles).length === 0)
  if (missing) throw new AppError('invalid', { fields: [{ path: 'columns', problem: missing.problem }] })
}

async function requireSameIdentity(tx: Tx, id: string, columns: Record<string, ColumnRole>): Promise<void> {
  requireRoles(columns)
  const before = (await requireSpreadsheet(tx, id)).columns
  const same = (['timestamp', 'reference'] as const).every(
    (role) => columnsWithRoles(before, role).join() === columnsWithRoles(columns, role).join(),
  )
  if (!same)
    throw new AppError('invalid', { fields: [{ path: 'columns', problem: 'timestamp and reference are fixed' }] })
}

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

/** Returns the secret of a spreadsheet. Creates a new one when it was cleared. */
export async function showSecret(ctx: Ctx<Agent>, id: string): Promise<{ secret: string }> {
  return transact(ctx, async (tx) => {
    const row = await tx.selectFrom('spreadsheet').select('secret').where('id', '=', id).forUpdate().executeTakeFirst()
    if (!row) throw new AppError('not_found')
    const known = openSigningSecret(ctx.secrets, row)
    if (known !== null) return { secret: known }
    const secret = newSecret()
    const sealed = ctx.secrets.seal(place, secret)
    await tx.updateTable('spreadsheet').set({ secret: sealed }).where('id', '=', id).execute()
    return { secret }
  })
}
