import { sql } from 'kysely'
import type { Status, StepKind, Visibility } from '../../../../contract/enums.ts'
import type { EventName } from '../../../../contract/events.ts'
import type { Db } from '../../../platform/database.ts'
import { readMailPreferences } from '../../contacts/index.ts'
import { loadActor } from '../../people/index.ts'
import { isInEffect, visibleTo } from '../../tickets/index.ts'
import { wantsMail } from '../plan/plan.ts'
import type { MailContext } from './mail-kind.ts'

export type MailStep = { kind: StepKind; body: string; visibility: Visibility; by: string; files: string[] }
export type MailEvent = {
  name: EventName
  at: string
  by: string | null
  changes: { field: string; from: unknown; to: unknown }[]
  waitingReason: string | null
  waitingUntil: string | null
  step: MailStep | null
}
export type MailTicket = {
  id: string
  number: number
  title: string
  description: string
  status: Status
  closedAt: string | null
  /** Page of the website that vouched for the reader; it shows their requests. */
  websitePage: string | null
  company: string | null
  concerned: string | null
  events: MailEvent[]
}

/** Content of a mail about a ticket, with whom and where it goes. */
export type TicketMailContent = MailTicket & MailContext

type MailRow = { id: string; ticket_id: string | null; agent_id: string | null; contact_id: string | null }

/**
 * Reads the content of a mail about a ticket, limited to what its recipient may see and wants now: a client gets public
 * steps and changes of status only. Null when the recipient does not see the ticket any more, or nothing is left.
 */
export async function readTicketMail(db: Db, mail: MailRow): Promise<MailTicket | null> {
  const ticket = await findTicket(db, mail)
  if (!ticket) return null
  const all = await readEvents(db, mail.id)
  const events = mail.contact_id === null ? all : await wantedBy(db, mail.contact_id, all.flatMap(forClient))
  return events.length > 0 ? { ...ticket, events } : null
}

async function findTicket(db: Db, { ticket_id, agent_id, contact_id }: MailRow) {
  const reader = agent_id ? await loadActor(db, agent_id) : null
  if (agent_id && !reader) return null
  const isEntitled = reader
    ? visibleTo(reader)
    : sql<boolean>`(ticket.reporter_contact_id = ${contact_id} or exists (
        select 1 from ticket_contact where ticket_id = ticket.id and contact_id = ${contact_id}))`
  return db
    .selectFrom('ticket')
    .leftJoin('company', 'company.id', 'ticket.company_id')
    .leftJoin('ticket_contact as first', (join) =>
      join.onRef('first.ticket_id', '=', 'ticket.id').on('first.position', '=', 0),
    )
    .leftJoin('contact', 'contact.id', 'first.contact_id')
    .select(['ticket.id', 'ticket.number', 'ticket.title', 'ticket.description', 'ticket.status'])
    .select(['ticket.closed_at as closedAt', websitePage(contact_id).as('websitePage')])
    .select(['company.name as company', 'contact.name as concerned'])
    .where('ticket.id', '=', ticket_id)
    .where(isEntitled)
    .executeTakeFirst()
}

/** Selects the page of the website that last vouched for a contact (index website_user_contact). */
const websitePage = (contactId: string | null) => sql<string | null>`(
  select website.portal_url from website_user join website on website.id = website_user.website_id
  where website_user.contact_id = ${contactId} and website.portal_url is not null
  order by website_user.created_at desc limit 1)`

async function readEvents(db: Db, mailId: string): Promise<MailEvent[]> {
  const { rows } = await sql<MailEvent>`
    select event.name, event.at, coalesce(actor.name, acting.name) as by, coalesce(event.data->'changes', '[]') as changes,
      event.data->>'waitingReason' as "waitingReason", event.data->>'until' as "waitingUntil",
      case when step.id is not null then json_build_object('kind', step.kind, 'body', step.body,
        'visibility', step.visibility, 'by', coalesce(performer.name, performing.name), 'files', array(
          select name from attachment where step_id = step.id order by id)) end as step
    from mail_event
    join event on event.id = mail_event.event_id
    left join user_account actor on actor.id = event.actor_id
    left join contact acting on acting.id = event.actor_id
    left join step on step.id = (event.data->>'stepId')::uuid
    left join user_account performer on performer.id = step.performer_agent_id
    left join contact performing on performing.id = step.performer_contact_id
    where mail_event.mail_id = ${mailId} and ${isInEffect}
    order by event.id`.execute(db)
  return rows
}

async function wantedBy(db: Db, contactId: string, events: MailEvent[]): Promise<MailEvent[]> {
  const wants = await readMailPreferences(db, contactId)
  return events.filter(({ name, step }) => wantsMail(wants, name, step !== null))
}

/** Removes internal content. */
function forClient(event: MailEvent): MailEvent[] {
  const step = event.step?.visibility === 'public' ? event.step : null
  const changes = event.changes.filter(({ field }) => field === 'status')
  return event.name === 'ticket.created' || step || changes.length > 0 ? [{ ...event, step, changes }] : []
}
