export { insertBlankCompany, requireCompany } from './companies.ts'
export {
  findContactByEmail,
  insertContact,
  listNamesAtAddress,
  listOthersAtAddress,
  matchContacts,
  requireContact,
  saveConfirmedAddress,
  setContactLocale,
} from './contacts.ts'
export { deleteCompanies, deleteContacts } from './delete.ts'
export { moveContactsOfCompany, moveSitesOfCompany } from './follow-merge.ts'
export { readMailPreferences, setMailPreferences } from './mail-preferences.ts'
export { closeMergedCompany } from './merge-company.ts'
export { closeMergedContact } from './merge-contact.ts'
export { contactsModule } from './module.ts'
export { insertNewCaller, insertUnverifiedContact } from './new-caller.ts'
export { setContactCompany } from './set-contact-company.ts'
export { statedCompanyOf } from './stated-company.ts'
