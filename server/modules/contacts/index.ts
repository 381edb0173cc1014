export { requireCompany } from './companies.ts'
export { requireContact } from './contacts.ts'
export { insertNewCaller } from './new-caller.ts'
export { mountContacts } from './routes.ts'
