export { moveRowSenders } from './follow-merge.ts'
export { planReadingsJob, readJob } from './readings.ts'
export { mountSpreadsheets } from './routes.ts'
export { loseSpreadsheetSecrets, sealedSpreadsheetColumns } from './spreadsheets.ts'
