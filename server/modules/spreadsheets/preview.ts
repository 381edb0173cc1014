import type { Place, SpreadsheetPreview } from '../../../contract/spreadsheets.ts'
import { AppError } from '../../platform/app-error.ts'
import type { Db } from '../../platform/database.ts'
import { countOpeningSubscribers } from '../mails/index.ts'
import { readSource } from './read-source.ts'
import { ReadingRefused } from './reading-refused.ts'
import { previewTable } from './table-reader.ts'

/** What a spreadsheet's columns are, and seem to be. Throws spreadsheet_unreadable, with why. */
export async function previewSpreadsheet(db: Db, dataDir: string, place: Place): Promise<SpreadsheetPreview> {
  try {
    const preview = await previewTable(await readSource(dataDir, place))
    return { ...preview, readers: await countOpeningSubscribers(db) }
  } catch (error) {
    if (!(error instanceof ReadingRefused)) throw error
    throw new AppError('spreadsheet_unreadable', { why: error.alert, detail: error.detail })
  }
}
