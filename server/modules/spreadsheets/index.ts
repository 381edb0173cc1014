export { moveRowSenders } from './follow-merge.ts'
export { planReadings, planReadingsTask, readOne, readTask } from './readings.ts'
export { mountSpreadsheets } from './routes.ts'
export { loseSpreadsheetSecrets, sealedSpreadsheetColumns } from './spreadsheets.ts'
