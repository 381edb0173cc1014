import { companies, contacts } from '../../../contract/contacts.ts'
import { sites } from '../../../contract/sites.ts'
import { type MountContext, mount } from '../../platform/http/mount.ts'
import { mountArchiving } from '../../platform/http/mount-archiving.ts'
import { changeCompany, companyKind, createCompany, listCompanies, requireCompany } from './companies.ts'
import { contactKind, listContacts, requireContact } from './read-contacts.ts'
import { changeContact, createContact } from './save-contact.ts'
import { changeSite, createSite, listSites, requireSite, siteKind } from './sites.ts'

export function mountContacts(mounting: MountContext): void {
  mount(mounting, contacts.list, (ctx, { query }) => listContacts(ctx.db, query))
  mount(mounting, contacts.show, (ctx, { params }) => requireContact(ctx.db, params.id))
  mount(mounting, contacts.create, (ctx, { body }) => createContact(ctx, body))
  mount(mounting, contacts.change, (ctx, { params, body }) => changeContact(ctx, params.id, body))
  mountArchiving(mounting, contacts, contactKind)

  mount(mounting, companies.list, (ctx, { query }) => listCompanies(ctx.db, query))
  mount(mounting, companies.show, (ctx, { params }) => requireCompany(ctx.db, params.id))
  mount(mounting, companies.create, (ctx, { body }) => createCompany(ctx, body))
  mount(mounting, companies.change, (ctx, { params, body }) => changeCompany(ctx, params.id, body))
  mountArchiving(mounting, companies, companyKind)

  mount(mounting, sites.list, (ctx, { query }) => listSites(ctx.db, query))
  mount(mounting, sites.show, (ctx, { params }) => requireSite(ctx.db, params.id))
  mount(mounting, sites.create, (ctx, { body }) => createSite(ctx, body))
  mount(mounting, sites.change, (ctx, { params, body }) => changeSite(ctx, params.id, body))
  mountArchiving(mounting, sites, siteKind)
}
