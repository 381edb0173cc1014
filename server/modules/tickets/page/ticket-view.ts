import { type InferResult, type RawBuilder, sql } from 'kysely'
import type { TicketView } from '../../../../contract/tickets.ts'
import type { Agent } from '../../../actors.ts'
import { AppError } from '../../../platform/app-error.ts'
import type { Ctx } from '../../../platform/context.ts'
import type { Db, Tx } from '../../../platform/database.ts'
import { type NameOf, readNames } from '../../../platform/name-cache.ts'
import { pipelineStatement } from '../../../platform/pipelined-statements.ts'
import { transact } from '../../../platform/transact.ts'
import { statedCompanyOf } from '../../contacts/index.ts'
import { draftJson } from '../drafts/drafts.ts'
import { readersJson } from '../people/readers-json.ts'
import { rightsTo, visibleTo } from '../rights/policy.ts'
import { attachmentsJson, toAttachment } from '../steps/attachments-json.ts'
import { eventsJson, listPeopleIds, stepsJson, toPerson, toTimeline } from '../steps/timeline.ts'
import { ratingJson } from './rating-json.ts'

type StoredContact = Omit<TicketView['contacts'][number], 'company'> & { companyId: string | null }

const contactsJson = sql<StoredContact[]>`coalesce((
  select json_agg(json_build_object('id', c.id, 'name', c.name, 'phone', coalesce(c.phone, c.mobile), 'email', c.email,
    'declinesMail', case when not (c.mail_opening or c.mail_status or c.mail_messages) then 'all'
      when not c.mail_messages then 'answers' end,
    'version', c.version, 'statedCompany', ${statedCompanyOf('c')}, 'companyId', c.company_id) order by tc.position)
  from ticket_contact tc join contact c on c.id = tc.contact_id
  where tc.ticket_id = ticket.id), '[]')`

const equipmentJson = sql<TicketView['equipment']>`coalesce((
  select json_agg(json_build_object('id', e.id, 'label', e.label, 'serialNumber', e.serial_number,
    'location', e.location, 'site', case when s.id is not null then
      json_build_object('id', s.id, 'name', s.name, 'address', s.address, 'access', s.access) end) order by te.position)
  from ticket_equipment te join equipment e on e.id = te.equipment_id left join site s on s.id = e.site_id
  where te.ticket_id = ticket.id), '[]')`

/**
 * SQL for the serial number that a sender named, with the machine that alone has it. Uses the index
 * equipment_serial_number.
 */
const statedSerialJson = sql<TicketView['statedSerial']>`case when ticket.serial_words is not null then
  json_build_object('number', ticket.serial_words, 'found', (
    select json_build_object('id', e.id, 'label', e.label, 'serialNumber', e.serial_number, 'location', e.location)
    from equipment e
    where e.serial_number = ticket.serial_words
      and not exists (select from ticket_equipment te where te.ticket_id = ticket.id and te.equipment_id = e.id)
      and not exists (select from equipment other where other.serial_number = e.serial_number and other.id <> e.id))) end`

const watcherIds = sql<string[]>`array(select agent_id::text from ticket_watcher w where w.ticket_id = ticket.id)`

/** Counts stop at 1,000. */
const openTickets = (reader: Agent) => sql<number>`(
  select count(*) from (select ticket.company_id as id) theirs cross join lateral (
    select from ticket where ticket.company_id = theirs.id and ticket.is_open and ${visibleTo(reader)} limit 1000
  ) counted)`

/** Returns a ticket as its reader sees it, with history and rights. Throws not_found. */
export async function ticketView(db: Db, reader: Agent, key: { id: string } | { number: number }): Promise<TicketView> {
  const isIt = 'id' in key ? sql`ticket.id = ${key.id}::uuid` : sql`ticket.number = ${key.number}`
  const query = selectStored(db, reader, sql<boolean>`${isIt} and ${visibleTo(reader)}`)
  return nameView(db, reader, await query.execute())
}

/**
 * Runs a change of a ticket in one transaction and returns the ticket as the change leaves it, once it is committed. The
 * ticket is read in the same transaction, so that no other round trip is needed. Authors get it even when the change
 * takes it out of their sight.
 */
export async function changeAndReadTicket(
  ctx: Ctx<Agent>,
  ticketId: string,
  change: (tx: Tx) => Promise<unknown>,
): Promise<TicketView> {
  const reading = Promise.withResolvers<Stored[]>()
  await transact(ctx, async (tx) => {
    await change(tx)
    const isIt = sql<boolean>`ticket.id = ${ticketId}::uuid`
    const { rows } = await pipelineStatement(tx, selectStored(tx, ctx.actor, isIt).compile())
    reading.resolve(rows)
    return { id: ticketId }
  })
  return nameView(ctx.db, ctx.actor, await reading.promise)
}

async function nameView(db: Db, reader: Agent, [stored]: Stored[]): Promise<TicketView> {
  if (!stored) throw new AppError('not_found')
  return finishView(stored, reader, await readNames(db, idsIn(stored)))
}

/** Selects a ticket in one query, with the ids of people, companies and projects. */
function selectStored(db: Db | Tx, reader: Agent, isIt: RawBuilder<boolean>) {
  return db
    .selectFrom('ticket')
    .select(['id', 'number', 'version', 'kind', 'title', 'description', 'status', 'criticality', 'priority'])
    .select(['channel', 'tags', 'waiting_until as waitingUntil', 'waiting_reason as waitingReason'])
    .select(['reported_at as reportedAt', 'created_at as createdAt', 'updated_at as updatedAt'])
    .select(['closed_at as closedAt', 'due_at as dueAt', 'created_by', 'reporter_contact_id', 'reporter_agent_id'])
    .select(['company_id', 'project_id', 'team_id', 'lead_id', 'assignee_ids'])
    .select([
      openTickets(reader).as('openTickets'),
      ratingJson.as('rating'),
      contactsJson.as('contacts'),
      readersJson.as('readers'),
      equipmentJson.as('equipment'),
      statedSerialJson.as('statedSerial'),
      watcherIds.as('watcherIds'),
      attachmentsJson.as('attachments'),
      draftJson(reader).as('draft'),
      stepsJson(null).as('steps'),
      eventsJson(null).as('events'),
    ])
    .where(isIt)
}

type Stored = InferResult<ReturnType<typeof selectStored>>[number]

function idsIn({ contacts, readers, attachments, steps, events, ...ticket }: Stored): (string | null)[] {
  return [
    ticket.created_by,
    ticket.reporter_contact_id,
    ticket.reporter_agent_id,
    ticket.company_id,
    ticket.project_id,
    ticket.team_id,
    ticket.lead_id,
    ...ticket.assignee_ids,
    ...ticket.watcherIds,
    ...contacts.map(({ companyId }) => companyId),
    ...readers.people.map(({ companyId }) => companyId),
    ...attachments.flatMap(({ byAgent, byContact }) => [byAgent, byContact]),
    ...listPeopleIds(steps, events),
  ]
}

function finishView(stored: Stored, reader: Agent, nameOf: NameOf): TicketView {
  const { created_by, reporter_contact_id, reporter_agent_id, company_id, project_id, team_id, ...others } = stored
  const { lead_id, assignee_ids, watcherIds, openTickets: open, steps, events, ...ticket } = others
  const named = (id: string) => ({ id, name: nameOf(id) ?? '' })
  const refTo = (id: string | null) => (id === null ? null : named(id))
  const ofCompany = <T extends { companyId: string | null }>({ companyId, ...person }: T) => ({
    ...person,
    company: refTo(companyId),
  })
  const hasReporter = reporter_contact_id !== null || reporter_agent_id !== null
  const company = refTo(company_id)
  return {
    ...ticket,
    createdBy: refTo(created_by),
    reporter: hasReporter ? toPerson(nameOf, reporter_agent_id, reporter_contact_id) : null,
    company: company && { ...company, openTickets: open },
    project: refTo(project_id),
    team: refTo(team_id),
    lead: refTo(lead_id),
    assignees: assignee_ids.map(named).sort(byName),
    watchers: watcherIds.map(named).sort(byName),
    contacts: ticket.contacts.map(ofCompany),
    readers: { ...ticket.readers, people: ticket.readers.people.map(ofCompany) },
    attachments: ticket.attachments.map((attachment) => toAttachment(attachment, nameOf)),
    timeline: toTimeline(steps, events, nameOf),
    can: rightsTo(reader, { status: ticket.status, leadId: lead_id, assigneeIds: assignee_ids, watcherIds }),
  }
}

const inFrench = new Intl.Collator('fr', { sensitivity: 'base' })
const byName = (a: { name: string }, b: { name: string }) => inFrench.compare(a.name, b.name)
