import type { MailPurpose } from '../../../../contract/mail.ts'
import type { Db } from '../../../platform/database.ts'
import type { SmtpMessage } from '../../../platform/smtp.ts'
import { accessMail } from './access-mail.ts'
import { confirmationMail } from './confirmation-mail.ts'
import { readLetterhead } from './letterhead.ts'
import { linkMail } from './link-mail.ts'
import type { MailContent, MailKind, QueuedMail, ResolvedRecipient, SendingConfig } from './mail-kind.ts'
import { openingsMail } from './openings-mail.ts'
import { quarantineMail } from './quarantine-mail.ts'
import { testMail } from './test-mail.ts'
import { ticketMail } from './ticket-mail.ts'

export type ComposedMail = Omit<SmtpMessage, 'messageId'> & Pick<MailContent, 'textWithoutLinks'>

const kinds: Record<MailPurpose, MailKind> = {
  ticket: ticketMail,
  openings: openingsMail,
  link: linkMail,
  confirmation: confirmationMail,
  quarantine: quarantineMail,
  invitation: accessMail('invitation'),
  reset: accessMail('reset'),
  password_set: accessMail('password_set'),
  test: testMail,
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
  const letterhead = await readLetterhead(db, recipient.kind)
  const content = await kinds[mail.purpose](db, mail, { recipient, letterhead, sending })
  if (!content) return null
  const { threadOf = mail.ticket_id, ...message } = content
  return {
    from: { name: letterhead.name, address: sending.sender },
    to: { name: recipient.name, address: mail.address },
    replyTo: sending.replyTo,
    references: threadOf ? [`<ticket-${threadOf}@${sending.sender.split('@')[1] ?? ''}>`] : [],
    ...message,
  }
}

/**
 * Returns null for a disabled agent, and when the recipient's address has changed. A confirmation mail has no name: the
 * address may not be the contact's.
 */
async function findRecipient(
  db: Db,
  { purpose, agent_id, contact_id, address }: QueuedMail,
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
