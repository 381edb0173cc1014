import type { Contact, ContactInput } from '../../../contract/contacts.ts'
import type { Ctx } from '../../platform/context.ts'
import type { Tx } from '../../platform/database.ts'
import { newId } from '../../platform/new-id.ts'
import { record } from '../../platform/record.ts'
import { changeRecord } from '../../platform/simple-records.ts'
import { transact } from '../../platform/transact.ts'
import { requireContact } from './read-contacts.ts'

/** Inserts a contact for another use case. `companyWords` is the company name that an outsider stated. */
export async function insertContact(
  tx: Tx,
  ctx: Ctx,
  { companyWords = null, ...input }: ContactInput & { companyWords?: string | null },
): Promise<string> {
  const id = newId()
  await tx
    .insertInto('contact')
    .values({ id, ...columnsOf(input), company_words: companyWords })
    .execute()
  await record(tx, ctx, 'contact.created', { id, version: 1 })
  return id
}

export async function createContact(ctx: Ctx, input: ContactInput): Promise<{ id: string }> {
  return transact(ctx, async (tx) => ({ id: await insertContact(tx, ctx, input) }))
}

export async function changeContact(
  ctx: Ctx,
  id: string,
  { version, ...input }: ContactInput & { version: number },
): Promise<Contact> {
  return transact(ctx, (tx) =>
    changeRecord(tx, ctx, {
      name: 'contact.changed',
      id,
      version,
      read: () => requireContact(tx, id),
      write: () =>
        tx
          .updateTable('contact')
          .set({ ...columnsOf(input), version: version + 1 })
          .where('id', '=', id)
          .where('version', '=', version)
          .executeTakeFirst(),
    }),
  )
}

function columnsOf(input: ContactInput) {
  const { companyId, jobTitle, supervisor, externalRef, ...same } = input
  return { ...same, company_id: companyId, job_title: jobTitle, external_ref: externalRef, is_supervisor: supervisor }
}
