export { moveRowSenders } from './follow-merge.ts'
export { planReadings, planReadingsTask, readTask, runReading } from './readings.ts'
export { mountSpreadsheets } from './routes.ts'
export { clearSpreadsheetSecrets, sealedSpreadsheetColumns } from './spreadsheets.ts'
