import { sql } from 'kysely'
import { portalAddress, portalPaths, ticketPath } from '../../../../contract/rules/page-addresses.ts'
import { type MailKey, translateMail } from '../../../../i18n/mail/index.ts'
import type { Client } from '../../../actors.ts'
import type { Db, Tx } from '../../../platform/database.ts'
import { newId } from '../../../platform/new-id.ts'
import { sign } from '../../../platform/signature.ts'
import { isUsable } from '../../../platform/single-use-links.ts'
import { writePass } from '../passes.ts'
import { type MailEnvironment, readMailDomain } from '../settings.ts'
import type { MailKind } from './mail-kind.ts'
import { type Block, renderMail } from './render-mail.ts'

/** Returns the token of a sign-in link. It is derived from the id, so the database does not hold it. */
export const linkToken = (secret: string, linkId: string) => sign(secret, 'sign-in link', linkId)

/** Client with an address, so that mail can reach them. */
export type ReachableClient = Client & { email: string }

/** Queues a mail with sign-in links. Returns null when the address was sent the hourly maximum already. */
export async function queueLinkMail(
  tx: Tx,
  environment: MailEnvironment,
  { id: contact_id, email: address }: ReachableClient,
  maxPerHour: number,
): Promise<string | null> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${address}, 8))`.execute(tx)
  const { rows } = await sql<{ sent: number }>`
    select count(*)::int as sent from mail
    where purpose = 'link' and lower(address) = ${address} and created_at > now() - interval '1 hour'`.execute(tx)
  if ((rows[0]?.sent ?? 0) >= maxPerHour) return null
  const id = newId()
  const message_id = `<${id}@${await readMailDomain(tx, environment)}>`
  await tx
    .insertInto('mail')
    .values({ id, message_id, purpose: 'link', state: 'waiting', contact_id, address, send_at: sql<string>`now()` })
    .execute()
  return id
}

type SignInLink = { id: string; contactId: string; ticketId: string | null; name: string; company: string | null }

/**
 * Composes a mail with the valid sign-in links, each labelled with name and company. Null without any, or without a public
 * URL.
 */
export const linkMail: MailKind = async (db, mail, { recipient, letterhead, sending }) => {
  const { publicUrl, linkSecret } = sending
  const links = await readLinks(db, mail.id)
  if (links.length === 0 || !publicUrl) return null
  const organisation = letterhead.name
  const t = (key: MailKey, values?: Record<string, string>) => translateMail(recipient.locale, key, values)
  const blocks: Block[] = [
    { kind: 'line', text: t(links.length > 1 ? 'mail.sign_in.several' : 'mail.sign_in.words', { organisation }) },
    ...links.map(({ id, contactId, ticketId, name, company }): Block => {
      const path = ticketId ? ticketPath(ticketId) : portalPaths.list
      const secrets = { jeton: linkToken(linkSecret, id), pour: writePass(linkSecret, contactId, ticketId) }
      const url = publicUrl + portalAddress(path, secrets)
      const who = company ? `${name}, ${company}` : name
      return { kind: 'link', text: t('mail.sign_in.button', { who }), url }
    }),
    { kind: 'small', text: t('mail.sign_in.ignore') },
  ]
  return renderMail(t('mail.sign_in.subject', { organisation }), blocks, recipient.locale, letterhead)
}

async function readLinks(db: Db, mailId: string): Promise<SignInLink[]> {
  return db
    .selectFrom('client_link')
    .innerJoin('contact', 'contact.id', 'client_link.contact_id')
    .leftJoin('company', 'company.id', 'contact.company_id')
    .select(['client_link.id', 'client_link.contact_id as contactId', 'client_link.ticket_id as ticketId'])
    .select(['contact.name', 'company.name as company'])
    .where('client_link.mail_id', '=', mailId)
    .where(isUsable)
    .where('client_link.address', '=', sql<string>`lower(contact.email)`)
    .orderBy('client_link.id')
    .execute()
}
