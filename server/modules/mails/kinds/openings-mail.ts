import { sql } from 'kysely'
import { deskPaths, ticketPath } from '../../../../contract/rules/page-addresses.ts'
import { type MailKey, type MessageValues, translateMail } from '../../../../i18n/mail/index.ts'
import type { Db } from '../../../platform/database.ts'
import { loadActor } from '../../people/index.ts'
import { visibleTo } from '../../tickets/index.ts'
import type { MailKind, SendingConfig } from './mail-kind.ts'
import type { MailTicket } from './read-ticket-mail.ts'
import { type Block, renderMail } from './render-mail.ts'
import { composeTicketMail } from './ticket-mail.ts'

/** Maximum number of tickets in the list. */
const maxListed = 50

/**
 * Composes a mail about a batch of openings: the tickets that the agent may see, did not open, and is not mailed about as a
 * client. A single ticket comes with its description, several as a list. Returns null when none is left.
 */
export const openingsMail: MailKind = async (db, mail, { recipient, letterhead, sending }) => {
  const { batch_id: batchId, address } = mail
  const tickets = await readOpenings(db, { batchId, agentId: recipient.id, address })
  const [first] = tickets
  if (!first) return null
  if (tickets.length === 1) {
    const opened = {
      name: 'ticket.created' as const,
      at: '',
      by: null,
      changes: [],
      waitingReason: null,
      waitingUntil: null,
      step: null,
    }
    const mailTicket: MailTicket = { ...first, websitePage: null, events: [opened] }
    return { threadOf: first.id, ...composeTicketMail({ ...mailTicket, recipient, letterhead, sending }) }
  }
  const t = (key: MailKey, values?: MessageValues) => translateMail(recipient.locale, key, values)
  const [count, listed] = [tickets.length, tickets.slice(0, maxListed)]
  const blocks: Block[] = [
    { kind: 'line', text: t('mail.greeting', { name: recipient.name }) },
    { kind: 'line', text: t('mail.openings.words', { count }) },
    ...listed.map((ticket) => lineOf(ticket, sending, t)),
  ]
  if (count > listed.length)
    blocks.push({ kind: 'line', text: t('mail.openings.more', { count: count - listed.length }) })
  if (sending.publicUrl)
    blocks.push({ kind: 'link', text: t('mail.openings.link'), url: sending.publicUrl + deskPaths.tickets })
  return renderMail(t('mail.openings.subject', { count }), blocks, recipient.locale, letterhead)
}

type OpenedTicket = Omit<MailTicket, 'events' | 'websitePage'>

async function readOpenings(
  db: Db,
  { batchId, agentId, address }: { batchId: string | null; agentId: string; address: string },
): Promise<OpenedTicket[]> {
  const reader = await loadActor(db, agentId)
  if (!reader) return []
  return db
    .selectFrom('opening')
    .innerJoin('event', 'event.id', 'opening.id')
    .innerJoin('ticket', 'ticket.id', 'opening.ticket_id')
    .leftJoin('company', 'company.id', 'ticket.company_id')
    .leftJoin('ticket_contact as first', (join) =>
      join.onRef('first.ticket_id', '=', 'ticket.id').on('first.position', '=', 0),
    )
    .leftJoin('contact', 'contact.id', 'first.contact_id')
    .select(['ticket.id', 'ticket.number', 'ticket.title', 'ticket.description', 'ticket.status'])
    .select('ticket.closed_at as closedAt')
    .select(['company.name as company', 'contact.name as concerned'])
    .where('opening.batch_id', '=', batchId)
    .where('event.actor_id', 'is distinct from', agentId)
    .where(visibleTo(reader))
    .where(
      sql<boolean>`not exists (
        select from contact known where lower(known.email) = lower(${address}) and (
          known.id = ticket.reporter_contact_id or exists (
            select from ticket_contact where ticket_id = ticket.id and contact_id = known.id)))`,
    )
    .orderBy('opening.id')
    .execute()
}

function lineOf(
  { number, title, company, concerned }: OpenedTicket,
  { publicUrl }: SendingConfig,
  t: (key: MailKey) => string,
): Block {
  const who = [concerned, company].filter(Boolean).join(', ') || t('mail.somebody')
  const text = `T-${number} · ${who} · ${title}`
  return publicUrl ? { kind: 'aside', text, url: publicUrl + ticketPath(number) } : { kind: 'line', text }
}
