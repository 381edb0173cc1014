import type { z } from 'zod'
import { Email, Phone } from '../../../contract/common.ts'
import { translate } from '../../../i18n/index.ts'
import type { Ctx } from '../../platform/context.ts'
import type { Tx } from '../../platform/database.ts'
import { findContactByEmail, insertUnverifiedContact, listNamesAtAddress } from '../contacts/index.ts'
import { remarkOnAddress } from '../tickets/index.ts'
import type { Said, Taking } from './words.ts'

type Sender = {
  contact: { id: string; companyId: string | null }
  /** For agents alone: whose the address is, when the source does not verify it. */
  remark: string | null
}

/**
 * Finds or inserts the contact whom a row names; null when it names nobody. Where the source verifies addresses, an
 * address leads to the contact who has it. Elsewhere the sender is a guest without an address: nothing is mailed to it,
 * and nothing of whoever has it is seen.
 */
export async function findSender(tx: Tx, ctx: Ctx, sheet: Taking, said: Said): Promise<Sender | null> {
  const email = valid(Email, said.one('email'))
  const phone = valid(Phone, said.one('phone'))
  const companyName = lineOf(said.one('company'))
  const name = lineOf(said.one('name')) ?? email ?? phone ?? companyName ?? lineOf(said.one('serialNumber'))
  if (name === null) return null
  if (sheet.verifiesAddresses || email === null) {
    const known = email === null ? undefined : await findContactByEmail(tx, email)
    const contact = known ?? {
      id: await insertUnverifiedContact(tx, ctx, { name, phone, email, companyName }),
      companyId: null,
    }
    return { contact, remark: null }
  }
  const remark = remarkOnAddress(email, await listNamesAtAddress(tx, email), false)
  const sender = [email, name, companyName ?? ''].join('\n').toLowerCase()
  const guest = await findGuest(tx, sheet, sender)
  if (guest) return { contact: guest, remark }
  const notes = `${sheet.name} · ${email} (${translate('fr', 'forms.unverified')})`
  const id = await insertUnverifiedContact(tx, ctx, { name, phone, email: null, companyName, notes })
  await keepGuest(tx, sheet, { sender, contactId: id })
  return { contact: { id, companyId: null }, remark }
}

/** Once an agent gave them an address or a company, they are somebody: rows that anybody may write make another guest. */
const findGuest = (tx: Tx, sheet: Taking, sender: string) =>
  tx
    .selectFrom('spreadsheet_guest')
    .innerJoin('contact', 'contact.id', 'contact_id')
    .select(['contact.id', 'contact.company_id as companyId'])
    .where('spreadsheet_id', '=', sheet.id)
    .where('sender', '=', sender)
    .where('contact.email', 'is', null)
    .where('contact.company_id', 'is', null)
    .executeTakeFirst()

const keepGuest = (tx: Tx, sheet: Taking, { sender, contactId }: { sender: string; contactId: string }) =>
  tx
    .insertInto('spreadsheet_guest')
    .values({ spreadsheet_id: sheet.id, sender, contact_id: contactId })
    .onConflict((known) => known.columns(['spreadsheet_id', 'sender']).doUpdateSet({ contact_id: contactId }))
    .execute()

function valid<T>(schema: z.ZodType<T>, text: string): T | null {
  const { data, success } = schema.safeParse(text.trim().toLowerCase())
  return success ? data : null
}

/** Returns text as one line that can be stored, or null. */
export function lineOf(text: string): string | null {
  return (
    text
      .replace(/[\s\p{Cc}\u2028\u2029]+/gu, ' ')
      .trim()
      .slice(0, 200)
      .toWellFormed() || null
  )
}
