export { insertBlankCompany, requireCompany } from './companies.ts'
export { deleteCompanies, deleteContacts } from './delete.ts'
export { moveContactsOfCompany, moveSitesOfCompany } from './follow-merge.ts'
export { readMailPreferences, setMailPreferences } from './mail-preferences.ts'
export { closeMergedCompany } from './merge-company.ts'
export { closeMergedContact } from './merge-contact.ts'
export { contactsModule } from './module.ts'
export { insertNewCaller, insertUnverifiedContact } from './new-caller.ts'
export {
  findContactByEmail,
  listNamesAtAddress,
  listOthersAtAddress,
  matchContacts,
  requireContact,
} from './read-contacts.ts'
export { saveConfirmedAddress } from './save-confirmed-address.ts'
export { insertContact } from './save-contact.ts'
export { setContactCompany } from './set-contact-company.ts'
export { setContactLocale } from './set-contact-locale.ts'
export { statedCompanyOf } from './stated-company.ts'
