import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/database.ts'
import { hearsOfNewTickets } from '../people/index.ts'
import type { Concerned, Person, Wants } from './plan.ts'

type Row = Omit<Person, 'wants'> & Wants & { ticketId: string; watches: boolean }

/** The people of some tickets who can be written to, by ticket: the concerned and the reporter, the agents on it, the watchers. */
export async function concernedBy(tx: Tx, ticketIds: string[]): Promise<Map<string, Concerned>> {
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
  const nobody = (): Concerned => ({ contacts: [], agents: [], watchers: [], subscribers })
  const concerned = new Map(ticketIds.map((id) => [id, nobody()]))
  for (const { ticketId, watches, kind, id, address, ...wants } of rows) {
    const people = concerned.get(ticketId)
    const person = { kind, id, address, wants }
    if (person.kind === 'contact') people?.contacts.push(person)
    else people?.[watches ? 'watchers' : 'agents'].push(person)
  }
  return concerned
}

/** Counts the agents who are mailed the opening of a ticket that nobody is on. */
export async function countOpeningReaders(db: Db): Promise<number> {
  const rule = await db
    .selectFrom('mail_rule')
    .select('status')
    .where('status', '=', 'opened')
    .where('recipient', '=', 'agent')
    .executeTakeFirst()
  return rule ? (await listSubscribers(db)).length : 0
}

/** Lists the agents who want to hear of tickets that nobody is on. */
export async function listSubscribers(db: Db | Tx): Promise<Person[]> {
  const { rows } = await sql<Person>`
    select 'agent' as kind, agent.id, user_account.email as address,
      jsonb_build_object('opening', true, 'status', true, 'messages', agent.mail_changes) as wants
    from agent join user_account on user_account.id = agent.id
    where agent.disabled_at is null and ${hearsOfNewTickets}`.execute(db)
  return rows
}
