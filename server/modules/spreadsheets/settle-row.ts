import type { RowOutcome } from '../../../contract/spreadsheets.ts'
import type { TicketRef } from '../../../contract/tickets.ts'
import { AppError } from '../../platform/app-error.ts'
import type { Ctx } from '../../platform/context.ts'
import { transact } from '../../platform/transact.ts'
import { importRow, saveOutcome } from './import-row.ts'
import { toImportSettings } from './read-spreadsheet.ts'

/**
 * Settles a row that needs a decision: marks it as seen, or opens a ticket with its current cells despite an unreadable
 * timestamp or a closed ticket. Throws not_found when the row needs no decision; row_refused, with the reason, when no
 * ticket can be made of it.
 */
export async function settleRow(ctx: Ctx, id: string, as: RowOutcome): Promise<{ ticket: TicketRef | null }> {
  return transact(ctx, async (tx) => {
    const row = await tx
      .selectFrom('spreadsheet_row')
      .select(['id', 'spreadsheet_id', 'cells', 'problem'])
      .where('id', '=', id)
      .where('problem', 'is not', null)
      .forUpdate()
      .executeTakeFirst()
    if (!row) throw new AppError('not_found')
    if (as === 'seen') {
      await tx.updateTable('spreadsheet_row').set({ problem: null }).where('id', '=', id).execute()
      return { ticket: null }
    }
    const sheet = await tx
      .selectFrom('spreadsheet')
      .selectAll()
      .where('id', '=', row.spreadsheet_id)
      .executeTakeFirstOrThrow()
    const settings = toImportSettings(sheet)
    // The cell that prevented the import becomes part of the description.
    const ignoredRole = row.problem === 'no_moment' ? 'timestamp' : 'ticketNumber'
    const columns = Object.fromEntries(Object.entries(settings.columns).filter(([, role]) => role !== ignoredRole))
    const outcome = await importRow(tx, ctx, { ...settings, columns }, row.cells as Record<string, string>)
    if (outcome.problem) throw new AppError('row_refused', { why: outcome.problem })
    await saveOutcome(tx, id, outcome)
    return { ticket: outcome.ticket }
  })
}
