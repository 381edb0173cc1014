import type { Contact, contacts } from '../../../contract/contacts.ts'
import type { ParsedInput } from '../../../contract/route.ts'
import type { Agent } from '../../actors.ts'
import type { Ctx } from '../../platform/context.ts'
import type { Tx } from '../../platform/database.ts'
import { changeRecord } from '../../platform/simple-records.ts'
import { insertBlankCompany } from './companies.ts'
import { requireContact } from './read-contacts.ts'

/** Attaches a contact to a known or a new company, or to none. Throws not_found, conflict. */
export async function setContactCompany(
  tx: Tx,
  ctx: Ctx<Agent>,
  id: string,
  { version, companyId, companyName }: ParsedInput<typeof contacts.setCompany>['body'],
): Promise<Contact> {
  const attachedId = companyId ?? (companyName ? await insertBlankCompany(tx, ctx, companyName) : null)
  return changeRecord(tx, ctx, {
    name: 'contact.changed',
    id,
    version,
    read: () => requireContact(tx, id),
    write: () =>
      tx
        .updateTable('contact')
        .set({ company_id: attachedId, version: version + 1 })
        .where('id', '=', id)
        .where('version', '=', version)
        .executeTakeFirst(),
  })
}
