import type { Locale } from '../../../contract/enums.ts'
import type { MailPurpose } from '../../../contract/mail.ts'
import type { Db } from '../../platform/database.ts'
import type { Secrets } from '../../platform/secrets.ts'
import type { SmtpMessage } from '../../platform/smtp.ts'
import { composeAccessMail } from './access-mail.ts'
import { composeConfirmationMail } from './confirmation-mail.ts'
import { readLetterhead } from './letterhead.ts'
import { composeLinkMail } from './link-mail.ts'
import { composeOpeningsMail } from './openings-mail.ts'
import { unsubscribeUrl } from './passes.ts'
import { composeQuarantineMail } from './quarantine-mail.ts'
import { readTicketMail } from './read-ticket-mail.ts'
import { composeTestMail } from './test-mail.ts'
import { composeTicketMail } from './ticket-mail.ts'

export type SendingConfig = {
  sender: string
  replyTo: string | null
  publicUrl: string | undefined
  /** Signs the links and passes in mails. */
  linkSecret: string
  secrets: Secrets
}
export type ComposedMail = Omit<SmtpMessage, 'messageId'> & {
  /** Text of a mail about a ticket without its links, which belong to the recipient alone: agents may read it later. */
  textWithoutLinks?: string
}

/** Composes a mail from the current data. Returns null when its recipient may not receive it any more. */
export async function composeMail(db: Db, mailId: string, sending: SendingConfig): Promise<ComposedMail | null> {
  const mail = await db
    .selectFrom('mail')
    .select(['id', 'purpose', 'ticket_id', 'agent_id', 'contact_id', 'address', 'batch_id'])
    .where('id', '=', mailId)
    .executeTakeFirst()
  if (!mail) return null
  const recipient = await findRecipient(db, mail)
  if (!recipient) return null
  const referencesTo = (ticketId: string | null) =>
    ticketId ? [`<ticket-${ticketId}@${sending.sender.split('@')[1] ?? ''}>`] : []
  const letterhead = await readLetterhead(db, recipient.kind)
  const envelope = {
    from: { name: letterhead.name, address: sending.sender },
    to: { name: recipient.name, address: mail.address },
    replyTo: sending.replyTo,
    references: referencesTo(mail.ticket_id),
  }
  if (mail.purpose === 'test') return { ...envelope, ...composeTestMail(recipient.locale, letterhead) }
  if (mail.purpose === 'link') {
    const offer = await composeLinkMail(db, mail.id, { recipient, letterhead, sending })
    return offer && { ...envelope, ...offer }
  }
  if (mail.purpose === 'confirmation') {
    const confirmation = await composeConfirmationMail(db, mail.id, { recipient, letterhead, sending })
    return confirmation && { ...envelope, ...confirmation }
  }
  if (mail.purpose === 'quarantine') {
    const waiting = await composeQuarantineMail(db, { recipient, letterhead, sending })
    return waiting && { ...envelope, ...waiting }
  }
  if (mail.purpose === 'openings') {
    const { address, batch_id: batchId } = mail
    const opened = await composeOpeningsMail(db, { batchId, address, recipient, letterhead, sending })
    if (!opened) return null
    const { ticketId, ...message } = opened
    return { ...envelope, references: referencesTo(ticketId), ...message }
  }
  if (mail.purpose !== 'ticket') {
    const access = await composeAccessMail(db, mail.id, { purpose: mail.purpose, recipient, letterhead, sending })
    return access && { ...envelope, ...access }
  }
  const content = await readTicketMail(db, mail)
  if (!content) return null
  const { publicUrl, linkSecret } = sending
  const stop =
    mail.contact_id && publicUrl ? unsubscribeUrl(publicUrl, linkSecret, mail.contact_id, mail.address) : null
  return { ...envelope, ...composeTicketMail({ ...content, recipient, letterhead, sending }), unsubscribe: stop }
}

type MailRow = { purpose: MailPurpose; agent_id: string | null; contact_id: string | null; address: string }
export type ResolvedRecipient = { kind: 'agent' | 'contact'; id: string; name: string; locale: Locale }

/**
 * Returns null for a disabled agent, and when the recipient's address has changed. A confirmation mail has no name: the
 * address may not be the contact's.
 */
async function findRecipient(
  db: Db,
  { purpose, agent_id, contact_id, address }: MailRow,
): Promise<ResolvedRecipient | null> {
  if (contact_id) {
    const contact = await db
      .selectFrom('contact')
      .select(['name', 'locale', 'email'])
      .where('id', '=', contact_id)
      .executeTakeFirst()
    if (contact && purpose === 'confirmation')
      return { kind: 'contact', id: contact_id, name: '', locale: contact.locale }
    if (contact?.email?.toLowerCase() !== address.toLowerCase()) return null
    return { kind: 'contact', id: contact_id, name: contact.name, locale: contact.locale }
  }
  const agent = await db
    .selectFrom('agent')
    .innerJoin('user_account', 'user_account.id', 'agent.id')
    .select(['agent.id', 'user_account.name', 'user_account.email', 'agent.locale'])
    .where('agent.id', '=', agent_id)
    .where('agent.disabled_at', 'is', null)
    .executeTakeFirst()
  if (!agent || (purpose !== 'test' && agent.email !== address)) return null
  return { kind: 'agent', id: agent.id, name: agent.name, locale: agent.locale }
}
