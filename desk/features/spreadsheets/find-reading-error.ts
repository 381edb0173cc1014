import type { SpreadsheetAlert } from '../../../contract/spreadsheets.ts'
import { CallError } from '../../lib/api.ts'

/** Returns the server's reason why a spreadsheet could not be read; null for other errors. */
export function findReadingError(error: unknown): { why: SpreadsheetAlert; detail: string } | null {
  if (!(error instanceof CallError) || error.code !== 'spreadsheet_unreadable') return null
  return error.details as { why: SpreadsheetAlert; detail: string }
}
