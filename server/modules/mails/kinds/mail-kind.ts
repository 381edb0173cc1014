import type { Locale } from '../../../../contract/enums.ts'
import type { MailPurpose } from '../../../../contract/mail.ts'
import type { MailKey, MessageValues } from '../../../../i18n/mail/index.ts'
import type { Db } from '../../../platform/database.ts'
import type { Secrets } from '../../../platform/secrets.ts'
import type { Letterhead } from './letterhead.ts'
import type { MailBody } from './render-mail.ts'

export type SendingConfig = {
  sender: string
  replyTo: string | null
  publicUrl: string | undefined
  /** Signs the links and passes in mails. */
  linkSecret: string
  secrets: Secrets
}

export type ResolvedRecipient = { kind: 'agent' | 'contact'; id: string; name: string; locale: Locale }

/** Queued mail, as stored in its row. */
export type QueuedMail = {
  id: string
  purpose: MailPurpose
  ticket_id: string | null
  agent_id: string | null
  contact_id: string | null
  address: string
  batch_id: string | null
}

export type MailContext = { recipient: ResolvedRecipient; letterhead: Letterhead; sending: SendingConfig }

export type MailTranslate = (key: MailKey, values?: MessageValues) => string

export type MailContent = MailBody & {
  /** Text of a mail about a ticket without its links, which belong to the recipient alone: agents may read it later. */
  textWithoutLinks?: string
  /** Ticket whose thread the mail joins, when its row names none. */
  threadOf?: string
  /** One-click unsubscribe URL. */
  unsubscribe?: string | null
}

/**
 * Composes the content of a kind of mail from the current data. Returns null when it would have no content any more.
 */
export type MailKind = (db: Db, mail: QueuedMail, context: MailContext) => Promise<MailContent | null>
