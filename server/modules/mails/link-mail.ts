import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import { type MailKey, translateMail } from '../../../i18n/mail/index.ts'
import type { Client } from '../../platform/context.ts'
import type { Db, Tx } from '../../platform/database.ts'
import { sign } from '../../platform/signature.ts'
import type { Recipient, Sending } from './compose.ts'
import { type Block, layOut } from './layout.ts'
import type { Letterhead } from './letterhead.ts'
import { writePass } from './passes.ts'
import { type MailEnvironment, mailDomain } from './settings.ts'

/** The token of a sign-in link: worked out from its id, so that nobody finds it in the database. */
export const linkToken = (secret: string, linkId: string) => sign(secret, 'sign-in link', linkId)

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

type Offered = { id: string; contactId: string; ticketId: string | null; name: string; company: string | null }

/** The links that still serve, for their people by name and company. Null when none does, or nobody knows our address. */
export async function linkMail(
  db: Db,
  mailId: string,
  { recipient, letterhead, sending }: { recipient: Recipient; letterhead: Letterhead; sending: Sending },
) {
  const { publicUrl, linkSecret } = sending
  const offered = await readLinks(db, mailId)
  if (offered.length === 0 || !publicUrl) return null
  const organisation = letterhead.name
  const t = (key: MailKey, values?: Record<string, string>) => translateMail(recipient.locale, key, values)
  const blocks: Block[] = [
    { kind: 'line', text: t(offered.length > 1 ? 'mail.sign_in.several' : 'mail.sign_in.words', { organisation }) },
    ...offered.map(({ id, contactId, ticketId, name, company }): Block => {
      const path = ticketId ? `/portail/tickets/${ticketId}` : '/portail/'
      const pass = writePass(linkSecret, contactId, ticketId)
      const url = `${publicUrl}${path}#jeton=${linkToken(linkSecret, id)}&pour=${pass}`
      const who = company ? `${name}, ${company}` : name
      return { kind: 'link', text: t('mail.sign_in.button', { who }), url }
    }),
    { kind: 'small', text: t('mail.sign_in.ignore') },
  ]
  return layOut(t('mail.sign_in.subject', { organisation }), blocks, recipient.locale, letterhead)
}

async function readLinks(db: Db, mailId: string): Promise<Offered[]> {
  return db
    .selectFrom('client_link')
    .innerJoin('contact', 'contact.id', 'client_link.contact_id')
    .leftJoin('company', 'company.id', 'contact.company_id')
    .select(['client_link.id', 'client_link.contact_id as contactId', 'client_link.ticket_id as ticketId'])
    .select(['contact.name', 'company.name as company'])
    .where('client_link.mail_id', '=', mailId)
    .where('client_link.used_at', 'is', null)
    .where('client_link.expires_at', '>', sql<string>`now()`)
    .where('client_link.address', '=', sql<string>`lower(contact.email)`)
    .orderBy('client_link.id')
    .execute()
}
