import type { Place, SpreadsheetPreview } from '../../../contract/spreadsheets.ts'
import { AppError } from '../../platform/app-error.ts'
import type { Db } from '../../platform/database.ts'
import { countOpeningSubscribers } from '../mails/index.ts'
import { readSource } from './read-source.ts'
import { ReadingError } from './reading-error.ts'
import { previewTable } from './table-reader.ts'

/** Reads a spreadsheet's columns and guesses their roles. Throws spreadsheet_unreadable with the reason. */
export async function previewSpreadsheet(db: Db, dataDir: string, place: Place): Promise<SpreadsheetPreview> {
  try {
    const preview = await previewTable(await readSource(dataDir, place))
    return { ...preview, readers: await countOpeningSubscribers(db) }
  } catch (error) {
    if (!(error instanceof ReadingError)) throw error
    throw new AppError('spreadsheet_unreadable', { why: error.alert, detail: error.detail })
  }
}
