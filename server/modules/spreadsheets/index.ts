export { moveRowSenders } from './follow-merge.ts'
export { spreadsheetsModule } from './module.ts'
export { loseSpreadsheetSecrets, sealedSpreadsheetColumns } from './spreadsheets.ts'
