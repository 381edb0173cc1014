import type { Contact } from '../../../contract/contacts.ts'
import type { Ctx } from '../../platform/context.ts'
import type { Tx } from '../../platform/database.ts'
import { record } from '../../platform/record.ts'
import { changeRecord } from '../../platform/simple-records.ts'
import { requireContact } from './read-contacts.ts'

type ContactMerge = { from: Contact; into: Contact; filled: Partial<Contact> }

/** Archives a merged contact and completes the one that stays. */
export async function closeMergedContact(tx: Tx, ctx: Ctx, { from, into, filled }: ContactMerge): Promise<void> {
  await tx
    .updateTable('contact')
    .set({
      archived_at: new Date().toISOString(),
      merged_into: into.id,
      external_ref: null,
      // The address goes, so that sign-in and search no longer find this contact.
      email: null,
      version: from.version + 1,
    })
    .where('id', '=', from.id)
    .execute()
  await changeRecord(tx, ctx, {
    name: 'contact.changed',
    id: into.id,
    version: into.version,
    read: () => requireContact(tx, into.id),
    write: () =>
      tx
        .updateTable('contact')
        .set({
          version: into.version + 1,
          ...(filled.phone !== undefined && { phone: filled.phone }),
          ...(filled.mobile !== undefined && { mobile: filled.mobile }),
          ...(filled.email !== undefined && { email: filled.email }),
          ...(filled.jobTitle !== undefined && { job_title: filled.jobTitle }),
          ...(filled.externalRef !== undefined && { external_ref: filled.externalRef }),
          ...(filled.notes !== undefined && { notes: filled.notes }),
        })
        .where('id', '=', into.id)
        .where('version', '=', into.version)
        .executeTakeFirst(),
  })
  const data = { into: { id: into.id, name: into.name } }
  await record(tx, ctx, 'contact.merged', { id: from.id, version: from.version + 1, data })
}
