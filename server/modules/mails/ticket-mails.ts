import { sql } from 'kysely'
import type { clientView, TicketMail } from '../../../contract/client-view.ts'
import type { ParsedInput } from '../../../contract/route.ts'
import type { Agent } from '../../actors.ts'
import { AppError } from '../../platform/app-error.ts'
import type { Ctx } from '../../platform/context.ts'
import { requireVisibleTicket } from '../tickets/index.ts'
import { composeMail } from './kinds/compose.ts'
import { readSettings } from './settings.ts'

const pageSize = 50

/**
 * Lists the mails of a ticket, served by the index mail_ticket. Throws not_found for a ticket that the agent does not see.
 */
export async function listTicketMails(
  { db, actor }: Ctx<Agent>,
  ticketId: string,
  { cursor }: ParsedInput<typeof clientView.mails>['query'],
) {
  await requireVisibleTicket(db, actor, ticketId)
  let rows = db
    .selectFrom('mail')
    .leftJoin('user_account', 'user_account.id', 'mail.agent_id')
    .leftJoin('contact', 'contact.id', 'mail.contact_id')
    .select(['mail.id', 'mail.state', 'mail.address', 'mail.subject', 'mail.attempts', 'mail.problem'])
    .select(['mail.created_at as createdAt', 'mail.send_at as sendAt', 'mail.sent_at as sentAt'])
    .select(
      sql<
        TicketMail['recipient']
      >`json_build_object('id', mail.recipient_id, 'name', coalesce(user_account.name, contact.name),
        'kind', case when mail.agent_id is null then 'contact' else 'agent' end)`.as('recipient'),
    )
    .where('mail.ticket_id', '=', ticketId)
    .orderBy('mail.id', 'desc')
    .limit(pageSize + 1)
  if (cursor) rows = rows.where('mail.id', '<', cursor)
  const found = await rows.execute()
  const items = found.slice(0, pageSize)
  return { items, next: found.length > pageSize ? (items.at(-1)?.id ?? null) : null }
}

/** Returns the text that was sent, or that would be sent now. Throws not_found. */
export async function readTicketMailText({ db, actor, secrets }: Ctx<Agent>, ticketId: string, mailId: string) {
  await requireVisibleTicket(db, actor, ticketId)
  const mail = await db
    .selectFrom('mail')
    .select(['state', 'subject', 'text'])
    .where('id', '=', mailId)
    .where('ticket_id', '=', ticketId)
    .executeTakeFirst()
  if (!mail) throw new AppError('not_found')
  const { state, subject, text } = mail
  if (text !== null || state !== 'waiting') return { subject, text }
  const { replyTo } = await readSettings(db)
  const composed = await composeMail(db, mailId, { sender: '', replyTo, publicUrl: undefined, linkSecret: '', secrets })
  return { subject: composed?.subject ?? null, text: composed?.textWithoutLinks ?? null }
}
