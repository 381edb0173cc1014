export { requireCompany } from './companies.ts'
export {
  contactsOf,
  findByAddress,
  findContactByEmail,
  insertContact,
  requireContact,
  setContactLocale,
} from './contacts.ts'
export { insertNewCaller } from './new-caller.ts'
export { mountContacts } from './routes.ts'
