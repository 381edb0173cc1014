import type { RowSettled } from '../../../contract/spreadsheets.ts'
import type { TicketRef } from '../../../contract/tickets.ts'
import { AppError } from '../../platform/app-error.ts'
import type { Ctx } from '../../platform/context.ts'
import { transact } from '../../platform/transact.ts'
import { become, setOutcome } from './become.ts'
import { takingOf } from './read-spreadsheet.ts'

/**
 * What somebody decides of a row that needed them: it is seen and done with, or a ticket is opened with what it says now,
 * though its moment cannot be read or the ticket it was is closed. Throws not_found when it needs nobody (any more);
 * row_refused, with why, when no ticket can be made of it.
 */
export async function settleRow(ctx: Ctx, id: string, as: RowSettled): Promise<{ ticket: TicketRef | null }> {
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
    const taking = takingOf(sheet)
    // What stood in the way is told like what says more.
    const inTheWay = row.problem === 'no_moment' ? 'timestamp' : 'ticketNumber'
    const columns = Object.fromEntries(Object.entries(taking.columns).filter(([, role]) => role !== inTheWay))
    const outcome = await become(tx, ctx, { ...taking, columns }, row.cells as Record<string, string>)
    if (outcome.problem) throw new AppError('row_refused', { why: outcome.problem })
    await setOutcome(tx, id, outcome)
    return { ticket: outcome.ticket }
  })
}
