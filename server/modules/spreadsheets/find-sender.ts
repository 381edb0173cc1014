import type { z } from 'zod'
import { Email, Phone } from '../../../contract/common.ts'
import { translate } from '../../../i18n/index.ts'
import type { Ctx } from '../../platform/context.ts'
import type { Tx } from '../../platform/database.ts'
import { findContactByEmail, insertUnverifiedContact, listNamesAtAddress } from '../contacts/index.ts'
import { describeUnverifiedAddress } from '../tickets/index.ts'
import type { ImportSettings, RowValues } from './row-values.ts'

type Sender = {
  contact: { id: string; companyId: string | null }
  /** Note for agents about the owner of the address, when the source does not verify addresses. */
  remark: string | null
}

/**
 * Finds or inserts the contact that a row names; null without a name or address. Where the source verifies addresses, an
 * address identifies its contact. Elsewhere the sender becomes a guest without an address: no mail is sent to it, and data
 * of its owner stays hidden.
 */
export async function findSender(tx: Tx, ctx: Ctx, sheet: ImportSettings, values: RowValues): Promise<Sender | null> {
  const email = parse(Email, values.first('email'))
  const phone = parse(Phone, values.first('phone'))
  const companyName = toLine(values.first('company'))
  const name = toLine(values.first('name')) ?? email ?? phone ?? companyName ?? toLine(values.first('serialNumber'))
  if (name === null) return null
  if (sheet.verifiesAddresses || email === null) {
    const known = email === null ? undefined : await findContactByEmail(tx, email)
    const contact = known ?? {
      id: await insertUnverifiedContact(tx, ctx, { name, phone, email, companyName }),
      companyId: null,
    }
    return { contact, remark: null }
  }
  const remark = describeUnverifiedAddress(email, await listNamesAtAddress(tx, email), false)
  const sender = [email, name, companyName ?? ''].join('\n').toLowerCase()
  const guest = await findGuest(tx, sheet, sender)
  if (guest) return { contact: guest, remark }
  const notes = `${sheet.name} · ${email} (${translate('fr', 'forms.unverified')})`
  const id = await insertUnverifiedContact(tx, ctx, { name, phone, email: null, companyName, notes })
  await saveGuest(tx, sheet, { sender, contactId: id })
  return { contact: { id, companyId: null }, remark }
}

/**
 * Finds a sender's guest that is still without address and company. Once an agent completed it, rows create another guest.
 */
const findGuest = (tx: Tx, sheet: ImportSettings, sender: string) =>
  tx
    .selectFrom('spreadsheet_guest')
    .innerJoin('contact', 'contact.id', 'contact_id')
    .select(['contact.id', 'contact.company_id as companyId'])
    .where('spreadsheet_id', '=', sheet.id)
    .where('sender', '=', sender)
    .where('contact.email', 'is', null)
    .where('contact.company_id', 'is', null)
    .executeTakeFirst()

const saveGuest = (tx: Tx, sheet: ImportSettings, { sender, contactId }: { sender: string; contactId: string }) =>
  tx
    .insertInto('spreadsheet_guest')
    .values({ spreadsheet_id: sheet.id, sender, contact_id: contactId })
    .onConflict((known) => known.columns(['spreadsheet_id', 'sender']).doUpdateSet({ contact_id: contactId }))
    .execute()

function parse<T>(schema: z.ZodType<T>, text: string): T | null {
  const { data, success } = schema.safeParse(text.trim().toLowerCase())
  return success ? data : null
}

/** Converts text to a single line of at most 200 characters that PostgreSQL can store, or null. */
export function toLine(text: string): string | null {
  return (
    text
      .replace(/[\s\p{Cc}\u2028\u2029]+/gu, ' ')
      .trim()
      .slice(0, 200)
      .toWellFormed() || null
  )
}
