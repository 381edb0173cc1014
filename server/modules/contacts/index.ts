export { insertBlankCompany, requireCompany } from './companies.ts'
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
export { deleteCompanies, deleteContacts } from './delete.ts'
export { moveContactsOfCompany, moveSitesOfCompany } from './follow-merge.ts'
export { readMailWishes, setMailWishes } from './mail-wishes.ts'
export { closeMergedCompany } from './merge-company.ts'
export { closeMergedContact } from './merge-contact.ts'
export { contactsModule } from './module.ts'
export { insertNewCaller, insertStranger } from './new-caller.ts'
export { setContactCompany } from './set-contact-company.ts'
export { statedCompanyOf } from './stated-company.ts'
