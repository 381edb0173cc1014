export { requireCompany } from './companies.ts'
export {
  contactsOf,
  findContactByEmail,
  insertContact,
  namesAtAddress,
  noteAddress,
  othersAtAddress,
  requireContact,
  setContactLocale,
} from './contacts.ts'
export { readMailWishes, setMailWishes } from './mail-wishes.ts'
export { insertNewCaller, insertStranger } from './new-caller.ts'
export { mountContacts } from './routes.ts'
export { setContactCompany } from './set-contact-company.ts'
export { statedCompanyOf } from './stated-company.ts'
