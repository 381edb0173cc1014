import { type RawBuilder, sql } from 'kysely'
import type { TicketView } from '../../../contract/tickets.ts'
import { AppError } from '../../platform/app-error.ts'
import type { Agent } from '../../platform/context.ts'
import type { Db, Tx } from '../../platform/database.ts'
import { statedCompanyOf } from '../contacts/index.ts'
import { attachmentsJson } from './attachments-json.ts'
import { draftJson } from './drafts.ts'
import { rightsTo, visibleTo } from './policy.ts'
import { ratingJson } from './rating-json.ts'
import { readersJson } from './readers-json.ts'
import { eventsJson, stepsJson, timelineOf } from './timeline.ts'

const person = (id: string, name: string, kind: string) =>
  sql`case when ${sql.ref(id)} is not null then json_build_object('id', ${sql.ref(id)}, 'name', ${sql.ref(name)}, 'kind', ${sql.lit(kind)}) end`
const link = (id: string, name: string) =>
  sql`case when ${sql.ref(id)} is not null then json_build_object('id', ${sql.ref(id)}, 'name', ${sql.ref(name)}) end`

const contactsJson = sql<TicketView['contacts']>`coalesce((
  select json_agg(json_build_object('id', c.id, 'name', c.name, 'phone', coalesce(c.phone, c.mobile), 'email', c.email,
    'declinesMail', case when not (c.mail_opening or c.mail_status or c.mail_messages) then 'all'
      when not c.mail_messages then 'answers' end,
    'version', c.version, 'statedCompany', ${statedCompanyOf('c')},
    'company', case when o.id is not null then json_build_object('id', o.id, 'name', o.name) end) order by tc.position)
  from ticket_contact tc join contact c on c.id = tc.contact_id left join company o on o.id = c.company_id
  where tc.ticket_id = ticket.id), '[]')`

const equipmentJson = sql<TicketView['equipment']>`coalesce((
  select json_agg(json_build_object('id', e.id, 'label', e.label, 'serialNumber', e.serial_number,
    'location', e.location, 'site', case when s.id is not null then
      json_build_object('id', s.id, 'name', s.name, 'address', s.address, 'access', s.access) end) order by te.position)
  from ticket_equipment te join equipment e on e.id = te.equipment_id left join site s on s.id = e.site_id
  where te.ticket_id = ticket.id), '[]')`

/** Serial numbers are not unique: none of several machines is the one that was meant (index equipment_serial_number). */
const statedSerialJson = sql<TicketView['statedSerial']>`case when ticket.serial_words is not null then
  json_build_object('number', ticket.serial_words, 'found', (
    select json_build_object('id', e.id, 'label', e.label, 'serialNumber', e.serial_number, 'location', e.location)
    from equipment e
    where e.serial_number = ticket.serial_words
      and not exists (select from ticket_equipment te where te.ticket_id = ticket.id and te.equipment_id = e.id)
      and not exists (select from equipment other where other.serial_number = e.serial_number and other.id <> e.id))) end`

const assigneesJson = sql<TicketView['assignees']>`coalesce((
  select json_agg(json_build_object('id', u.id, 'name', u.name) order by fold(u.name))
  from user_account u where u.id = any(ticket.assignee_ids)), '[]')`

const watchersJson = sql<TicketView['watchers']>`coalesce((
  select json_agg(json_build_object('id', u.id, 'name', u.name) order by fold(u.name))
  from ticket_watcher w join user_account u on u.id = w.agent_id where w.ticket_id = ticket.id), '[]')`

/** At most 1,000 are counted: what is shown stays bounded. */
const companyJson = (reader: Agent) => sql<TicketView['company']>`case when company.id is not null then
  json_build_object('id', company.id, 'name', company.name, 'openTickets', (
    select count(*) from (
      select 1 from ticket where ticket.company_id = company.id and ticket.is_open and ${visibleTo(reader)} limit 1000
    ) counted)) end`

/** A ticket as its reader sees it, history and rights included, in one query. Throws not_found. */
export function ticketView(db: Db | Tx, reader: Agent, key: { id: string } | { number: number }) {
  const isIt = 'id' in key ? sql`ticket.id = ${key.id}::uuid` : sql`ticket.number = ${key.number}`
  return readTicket(db, reader, sql<boolean>`${isIt} and ${visibleTo(reader)}`)
}

/** The same for who has just changed it in this transaction, and may have handed it out of their own sight. */
export function changedTicket(tx: Tx, author: Agent, id: string) {
  return readTicket(tx, author, sql<boolean>`ticket.id = ${id}::uuid`)
}

async function readTicket(db: Db | Tx, reader: Agent, isIt: RawBuilder<boolean>) {
  const row = await db
    .selectFrom('ticket')
    .leftJoin('user_account as creator', 'creator.id', 'ticket.created_by')
    .leftJoin('user_account as leader', 'leader.id', 'ticket.lead_id')
    .leftJoin('contact as reporter', 'reporter.id', 'ticket.reporter_contact_id')
    .leftJoin('user_account as reporting', 'reporting.id', 'ticket.reporter_agent_id')
    .leftJoin('company', 'company.id', 'ticket.company_id')
    .leftJoin('project', 'project.id', 'ticket.project_id')
    .leftJoin('team', 'team.id', 'ticket.team_id')
    .select(['ticket.id', 'ticket.number', 'ticket.version', 'ticket.kind', 'ticket.title', 'ticket.description'])
    .select(['ticket.status', 'ticket.criticality', 'ticket.priority', 'ticket.channel', 'ticket.tags'])
    .select(['ticket.waiting_until as waitingUntil', 'ticket.waiting_reason as waitingReason'])
    .select(['ticket.reported_at as reportedAt', 'ticket.created_at as createdAt', 'ticket.updated_at as updatedAt'])
    .select(['ticket.closed_at as closedAt', 'ticket.due_at as dueAt'])
    .select([
      sql<TicketView['createdBy']>`${link('creator.id', 'creator.name')}`.as('createdBy'),
      sql<TicketView['lead']>`${link('leader.id', 'leader.name')}`.as('lead'),
      sql<TicketView['project']>`${link('project.id', 'project.name')}`.as('project'),
      sql<TicketView['team']>`${link('team.id', 'team.name')}`.as('team'),
      sql<
        TicketView['reporter']
      >`coalesce(${person('reporter.id', 'reporter.name', 'contact')}, ${person('reporting.id', 'reporting.name', 'agent')})`.as(
        'reporter',
      ),
      companyJson(reader).as('company'),
      ratingJson.as('rating'),
      contactsJson.as('contacts'),
      readersJson.as('readers'),
      equipmentJson.as('equipment'),
      statedSerialJson.as('statedSerial'),
      assigneesJson.as('assignees'),
      watchersJson.as('watchers'),
      attachmentsJson.as('attachments'),
      draftJson(reader).as('draft'),
      stepsJson(null).as('steps'),
      eventsJson(null).as('events'),
    ])
    .where(isIt)
    .executeTakeFirst()
  if (!row) throw new AppError('not_found')
  const { steps, events, ...ticket } = row
  return {
    ...ticket,
    timeline: timelineOf(steps, events),
    can: rightsTo(reader, {
      ...ticket,
      leadId: ticket.lead?.id ?? null,
      assigneeIds: ticket.assignees.map(({ id }) => id),
    }),
  }
}
