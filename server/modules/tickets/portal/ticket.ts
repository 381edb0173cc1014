import { type RawBuilder, sql } from 'kysely'
import { previewTypes } from '../../../../contract/attachments.ts'
import type { PortalPerson, PortalTicket } from '../../../../contract/portal.ts'
import type { Client } from '../../../actors.ts'
import { AppError } from '../../../platform/app-error.ts'
import type { Db, Tx } from '../../../platform/database.ts'
import { isRateable, ratingJson } from '../page/rating-json.ts'
import { actionableBy, clientRights, visibleTo } from '../rights/policy.ts'
import { cutTimeline } from '../steps/timeline.ts'
import { awaitsClientDecision, publicStepsJson, statusEventsJson } from './timeline.ts'

const who = (contact: string, reader: Client) =>
  sql`case when ${sql.ref(`${contact}.id`)} = ${reader.id}::uuid then 'me' else 'client' end`

const reporterJson = (reader: Client) => sql<PortalPerson | null>`case
  when reporter.id is not null then json_build_object('name', reporter.name, 'who', ${who('reporter', reader)})
  when reporting.id is not null then json_build_object('name', reporting.name, 'who', 'team') end`

const concernedJson = (reader: Client) => sql<PortalPerson[]>`coalesce((
  select json_agg(json_build_object('name', c.name, 'who', ${who('c', reader)}) order by tc.position)
  from ticket_contact tc join contact c on c.id = tc.contact_id where tc.ticket_id = ticket.id), '[]')`

const equipmentJson = sql<PortalTicket['equipment']>`coalesce((
  select json_agg(json_build_object('id', e.id, 'label', e.label, 'serialNumber', e.serial_number,
    'location', e.location) order by te.position)
  from ticket_equipment te join equipment e on e.id = te.equipment_id where te.ticket_id = ticket.id), '[]')`

/** SQL for files that clients see: those of public steps and of the ticket itself. */
const publicAttachmentsJson = (reader: Client) => sql<PortalTicket['attachments']>`coalesce((
  select json_agg(json_build_object('id', a.id, 'name', a.name, 'size', a.size, 'type', a.type,
    'hasPreview', a.type = any(${[...previewTypes]}::text[]), 'stepId', a.step_id, 'atOpening', a.at_opening,
    'createdAt', a.created_at, 'by', json_build_object('name', coalesce(u.name, c.name),
      'who', case when u.id is not null then 'team' else ${who('c', reader)} end)) order by a.id)
  from (select attachment.* from attachment left join step on step.id = attachment.step_id
        where attachment.ticket_id = ticket.id and (attachment.step_id is null or step.visibility = 'public')
        order by attachment.id desc limit 1000) a
  left join user_account u on u.id = a.uploaded_by_agent_id
  left join contact c on c.id = a.uploaded_by_contact_id), '[]')`

/** Rights to a ticket that is seen through a project. */
const nothing = { answer: false, cancel: false, contest: false, reopen: false, rate: false }

/** Returns a ticket as its client sees it, with only the fields listed here. Throws not_found. */
export async function readClientTicket(
  db: Db | Tx,
  reader: Client,
  key: { id: string } | { number: number },
): Promise<PortalTicket> {
  const isIt: RawBuilder<boolean> =
    'id' in key ? sql<boolean>`ticket.id = ${key.id}::uuid` : sql<boolean>`ticket.number = ${key.number}`
  const row = await db
    .selectFrom('ticket')
    .leftJoin('user_account as leader', 'leader.id', 'ticket.lead_id')
    .leftJoin('contact as reporter', 'reporter.id', 'ticket.reporter_contact_id')
    .leftJoin('user_account as reporting', 'reporting.id', 'ticket.reporter_agent_id')
    .leftJoin('company', 'company.id', 'ticket.company_id')
    .leftJoin('project', 'project.id', 'ticket.project_id')
    .select([
      'ticket.id',
      'ticket.number',
      'ticket.client_version as version',
      'ticket.kind',
      'ticket.title',
      'ticket.description',
    ])
    .select(['ticket.status', 'ticket.criticality', 'ticket.channel', 'ticket.waiting_until as waitingUntil'])
    .select(['ticket.waiting_reason as waitingReason', 'ticket.reported_at as reportedAt'])
    .select(['ticket.closed_at as closedAt', 'company.name as company', 'project.name as project'])
    .select('leader.name as lead')
    .select([
      reporterJson(reader).as('reporter'),
      concernedJson(reader).as('concerned'),
      equipmentJson.as('equipment'),
      publicAttachmentsJson(reader).as('attachments'),
      publicStepsJson(reader, null).as('steps'),
      statusEventsJson(reader, null).as('events'),
      awaitsClientDecision.as('answered'),
      ratingJson.as('rating'),
      isRateable.as('rate'),
      actionableBy(reader).as('isTheirs'),
    ])
    .where(isIt)
    .where(visibleTo(reader))
    .executeTakeFirst()
  if (!row) throw new AppError('not_found')
  const { steps, events, answered: wasAnswered, rate, isTheirs, ...ticket } = row
  const shown = { ...ticket, timeline: cutTimeline(steps, events), readOnly: !isTheirs }
  if (!isTheirs) return { ...shown, rating: null, can: nothing }
  return { ...shown, can: { ...clientRights(ticket.status, wasAnswered), rate } }
}
