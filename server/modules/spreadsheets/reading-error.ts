import type { SpreadsheetAlert } from '../../../contract/spreadsheets.ts'

/** Reason why a spreadsheet cannot be read, shown until it can. */
export class ReadingError extends Error {
  readonly alert: SpreadsheetAlert
  readonly detail: string
  constructor(alert: SpreadsheetAlert, detail = '') {
    super(alert)
    this.alert = alert
    this.detail = detail.slice(0, 500)
  }
}
