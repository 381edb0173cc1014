export { requireCompany } from './companies.ts'
export { contactsOf, insertContact, requireContact, setContactLocale } from './contacts.ts'
export { insertNewCaller } from './new-caller.ts'
export { mountContacts } from './routes.ts'
