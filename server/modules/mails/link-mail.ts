import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import { type MessageKey, translate } from '../../../i18n/index.ts'
import type { Client } from '../../platform/context.ts'
import type { Db, Tx } from '../../platform/database.ts'
import { sign } from '../../platform/signature.ts'
import type { Recipient, Sending } from './compose.ts'
import { asHtml, asText, type Block } from './layout.ts'
import { type MailEnvironment, mailDomain } from './settings.ts'

/** The token of a sign-in link: worked out from its id, so that nobody finds it in the database. */
export const linkToken = (secret: string, linkId: string) => sign(secret, 'sign-in link', linkId)

export const passPurpose = 'pass of a mail'

/** Says which contact a ticket's mail was for: a fresh link goes to them at one click. It signs nobody in. */
export function writePass(secret: string, contactId: string, ticketId: string): string {
  return `${contactId}.${sign(secret, passPurpose, `${contactId} ${ticketId}`)}`
}

export const stopPurpose = 'no more mails'

/** Of one contact at one address: with another it serves no more. */
export const stopText = (contactId: string, address: string) => `${contactId} ${address.toLowerCase()}`

/** Where a mail program, or a page with a button, says that its reader wants no more of them. */
export const stopAddress = (publicUrl: string, secret: string, contactId: string, address: string) =>
  `${publicUrl}/api/portal/mails/stop/${contactId}.${sign(secret, stopPurpose, stopText(contactId, address))}`

/** Who has no address is reached by no mail. */
export type Reachable = Client & { email: string }

/** Orders the mail that will offer sign-in links, to be sent at once. Null when the address had enough of them this hour. */
export async function orderLinkMail(
  tx: Tx,
  environment: MailEnvironment,
  { id: contact_id, email: address }: Reachable,
  anHourAtMost: number,
): Promise<string | null> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${address}, 8))`.execute(tx)
  const { rows } = await sql<{ sent: number }>`
    select count(*)::int as sent from mail
    where purpose = 'link' and lower(address) = ${address} and created_at > now() - interval '1 hour'`.execute(tx)
  if ((rows[0]?.sent ?? 0) >= anHourAtMost) return null
  const id = randomUUIDv7()
  const message_id = `<${id}@${await mailDomain(tx, environment)}>`
  await tx
    .insertInto('mail')
    .values({ id, message_id, purpose: 'link', state: 'waiting', contact_id, address, send_at: sql<string>`now()` })
    .execute()
  return id
}

type Offered = { id: string; ticketId: string | null; name: string; company: string | null }

/** The links that still serve, for their people by name and company. Null when none does, or nobody knows our address. */
export async function linkMail(
  db: Db,
  mailId: string,
  { recipient, organisation, sending }: { recipient: Recipient; organisation: string; sending: Sending },
) {
  const { publicUrl, linkSecret } = sending
  const offered = await readLinks(db, mailId)
  if (offered.length === 0 || !publicUrl) return null
  const t = (key: MessageKey, values?: Record<string, string>) => translate(recipient.locale, key, values)
  const blocks: Block[] = [
    { kind: 'line', text: t(offered.length > 1 ? 'mail.sign_in.several' : 'mail.sign_in.words', { organisation }) },
    ...offered.map(({ id, ticketId, name, company }): Block => {
      const path = ticketId ? `/portail/tickets/${ticketId}` : '/portail/'
      const url = `${publicUrl}${path}#jeton=${linkToken(linkSecret, id)}`
      const who = company ? `${name}, ${company}` : name
      return { kind: 'link', text: t('mail.sign_in.button', { who }), url }
    }),
    { kind: 'small', text: `${t('mail.sign_in.ignore')}\n${organisation}` },
  ]
  return {
    subject: t('mail.sign_in.subject', { organisation }),
    text: asText(blocks),
    html: asHtml(blocks, recipient.locale),
  }
}

async function readLinks(db: Db, mailId: string): Promise<Offered[]> {
  return db
    .selectFrom('client_link')
    .innerJoin('contact', 'contact.id', 'client_link.contact_id')
    .leftJoin('company', 'company.id', 'contact.company_id')
    .select(['client_link.id', 'client_link.ticket_id as ticketId', 'contact.name', 'company.name as company'])
    .where('client_link.mail_id', '=', mailId)
    .where('client_link.used_at', 'is', null)
    .where('client_link.expires_at', '>', sql<string>`now()`)
    .where('client_link.address', '=', sql<string>`lower(contact.email)`)
    .orderBy('client_link.id')
    .execute()
}
