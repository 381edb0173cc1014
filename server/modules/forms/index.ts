export { moveSubmissions } from './follow-merge.ts'
export { deleteOldSubmissions } from './quarantine.ts'
export { mountForms } from './routes.ts'
