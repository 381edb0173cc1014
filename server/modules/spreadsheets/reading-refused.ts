import type { SpreadsheetAlert } from '../../../contract/spreadsheets.ts'

/** Why a spreadsheet cannot be read as it stands: shown until it can. */
export class ReadingRefused extends Error {
  readonly alert: SpreadsheetAlert
  readonly detail: string
  constructor(alert: SpreadsheetAlert, detail = '') {
    super(alert)
    this.alert = alert
    this.detail = detail.slice(0, 500)
  }
}
