export { moveSubmissions } from './follow-merge.ts'
export { forgetForms } from './quarantine.ts'
export { mountForms } from './routes.ts'
