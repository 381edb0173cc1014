export { readDueSpreadsheets, readTask } from './read-spreadsheet.ts'
export { mountSpreadsheets } from './routes.ts'
