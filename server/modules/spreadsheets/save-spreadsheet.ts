import type { ColumnRole, NewSpreadsheet, Spreadsheet, SpreadsheetChange } from '../../../contract/spreadsheets.ts'
import type { Agent } from '../../actors.ts'
import { AppError } from '../../platform/app-error.ts'
import type { Ctx } from '../../platform/context.ts'
import type { Tx } from '../../platform/database.ts'
import { newId } from '../../platform/new-id.ts'
import { record } from '../../platform/record.ts'
import { changeRecord } from '../../platform/simple-records.ts'
import { transact } from '../../platform/transact.ts'
import { requireSpreadsheet } from './list-spreadsheets.ts'
import { newSecret, secretPlace } from './spreadsheet-secrets.ts'

/** Creates a spreadsheet. Throws invalid when no column identifies a row, its topic or its sender. */
export async function createSpreadsheet(ctx: Ctx<Agent>, input: NewSpreadsheet): Promise<{ id: string }> {
  requireRoles(input.columns)
  return transact(ctx, async (tx) => {
    const id = newId()
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
        secret: ctx.secrets.seal(secretPlace, newSecret()),
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
