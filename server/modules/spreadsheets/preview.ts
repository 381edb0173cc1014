import type { Place, SpreadsheetPreview } from '../../../contract/spreadsheets.ts'
import { AppError } from '../../platform/app-error.ts'
import type { Db } from '../../platform/database.ts'
import { countOpeningReaders } from '../mails/index.ts'
import { guessRoles } from './guess-roles.ts'
import { guessOrder, hasTime } from './moments.ts'
import { readSource } from './read-source.ts'
import { ReadingRefused } from './reading-refused.ts'
import { firstRows, readTable } from './table.ts'

const rowsShown = 5

/** What a spreadsheet's columns are, and seem to be. Throws spreadsheet_unreadable, with why. */
export async function previewSpreadsheet(db: Db, dataDir: string, place: Place): Promise<SpreadsheetPreview> {
  try {
    const table = readTable(await readSource(dataDir, place))
    const columns = guessRoles(table)
    const timed = columns.find(({ role }) => role === 'timestamp')?.name
    const moments = table.rows.flatMap((cells) => (timed ? [cells[timed] ?? ''] : []))
    return {
      columns,
      dateOrder: guessOrder(moments),
      rows: firstRows(table, rowsShown),
      count: table.rows.length,
      hasTimes: moments.some(hasTime),
      readers: await countOpeningReaders(db),
    }
  } catch (error) {
    if (!(error instanceof ReadingRefused)) throw error
    throw new AppError('spreadsheet_unreadable', { why: error.alert, detail: error.detail })
  }
}
