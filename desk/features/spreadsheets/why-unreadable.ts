import type { SpreadsheetAlert } from '../../../contract/spreadsheets.ts'
import { CallError } from '../../lib/api.ts'

/** Why a spreadsheet could not be read, as the server says it; null for any other error. */
export function whyUnreadable(error: unknown): { why: SpreadsheetAlert; detail: string } | null {
  if (!(error instanceof CallError) || error.code !== 'spreadsheet_unreadable') return null
  return error.details as { why: SpreadsheetAlert; detail: string }
}
