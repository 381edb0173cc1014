export { forgetForms } from './quarantine.ts'
export { mountForms } from './routes.ts'
