export { moveRowSenders } from './follow-merge.ts'
export { spreadsheetsModule } from './module.ts'
export { clearSpreadsheetSecrets, sealedSpreadsheetColumns } from './spreadsheet-secrets.ts'
