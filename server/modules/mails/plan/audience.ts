import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/database.ts'
import { isNewTicketSubscriber } from '../../people/index.ts'
import type { Audience, MailPreferences, Person } from './plan.ts'

type Row = Omit<Person, 'preferences'> & MailPreferences & { ticketId: string; watches: boolean }

/** Lists, for each ticket, everyone who can be mailed about it: clients, agents on it, watchers and subscribers. */
export async function readAudiences(tx: Tx, ticketIds: string[]): Promise<Map<string, Audience>> {
  if (ticketIds.length === 0) return new Map()
  const { rows } = await sql<Row>`
    with these as (select * from ticket where id = any(${ticketIds}::uuid[]))
    select these.id as "ticketId", 'contact' as kind, contact.id, contact.email as address, contact.mail_opening as opening,
      contact.mail_status as status, contact.mail_messages as messages, false as watches
    from these
    join lateral (
      select contact_id from ticket_contact where ticket_id = these.id
      union select these.reporter_contact_id) on_it on true
    join contact on contact.id = on_it.contact_id and contact.email is not null and contact.archived_at is null
    union all
    select these.id, 'agent', agent.id, user_account.email, true, true, agent.mail_changes, false
    from these
    join agent on agent.id = any(these.assignee_ids || these.reporter_agent_id) and agent.disabled_at is null
    join user_account on user_account.id = agent.id
    union all
    select these.id, 'agent', agent.id, user_account.email, true, true, agent.mail_changes, true
    from these
    join ticket_watcher on ticket_watcher.ticket_id = these.id
    join agent on agent.id = ticket_watcher.agent_id and agent.disabled_at is null
    join user_account on user_account.id = agent.id`.execute(tx)
  const subscribers = await listSubscribers(tx)
  const emptyAudience = (): Audience => ({ contacts: [], agents: [], watchers: [], subscribers })
  const audiences = new Map(ticketIds.map((id) => [id, emptyAudience()]))
  for (const { ticketId, watches, kind, id, address, ...preferences } of rows) {
    const audience = audiences.get(ticketId)
    const person = { kind, id, address, preferences }
    if (person.kind === 'contact') audience?.contacts.push(person)
    else audience?.[watches ? 'watchers' : 'agents'].push(person)
  }
  return audiences
}

/** Counts the agents who are mailed when a ticket without assignees is opened. */
export async function countOpeningSubscribers(db: Db): Promise<number> {
  const rule = await db
    .selectFrom('mail_rule')
    .select('status')
    .where('status', '=', 'opened')
    .where('recipient', '=', 'agent')
    .executeTakeFirst()
  return rule ? (await listSubscribers(db)).length : 0
}

/** Lists the agents who subscribe to tickets without assignees. */
export async function listSubscribers(db: Db | Tx): Promise<Person[]> {
  const { rows } = await sql<Person>`
    select 'agent' as kind, agent.id, user_account.email as address,
      jsonb_build_object('opening', true, 'status', true, 'messages', agent.mail_changes) as preferences
    from agent join user_account on user_account.id = agent.id
    where agent.disabled_at is null and ${isNewTicketSubscriber}`.execute(db)
  return rows
}
