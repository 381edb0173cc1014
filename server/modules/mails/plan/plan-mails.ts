import { sql } from 'kysely'
import type { Ctx } from '../../../platform/context.ts'
import type { Tx } from '../../../platform/database.ts'
import { endFrozenLockHolders } from '../../../platform/frozen-lock-holders.ts'
import { newId } from '../../../platform/new-id.ts'
import { transact } from '../../../platform/transact.ts'
import { readSettings } from '../settings.ts'
import { readAudiences } from './audience.ts'
import { queueOpenings } from './gather-openings.ts'
import { isUnclaimedOpening, type Person, ruleKey, selectRecipients, type TicketEvent } from './plan.ts'
import { planAccessMails } from './plan-access-mails.ts'
import { planQuarantineMails } from './plan-quarantine-mails.ts'

const batchSize = 200

/**
 * Plans mails for the next batch of events, in order and exactly once: the progress moves in the same transaction. One
 * process plans at a time. Resolves with the number of events read.
 * @param domain of the Message-IDs, which are the same on every try
 * @param holdSeconds delay of agents' changes, so that they can be undone
 */
export async function planMails(ctx: Ctx, domain: string, holdSeconds: number): Promise<number> {
  const count = await transact(ctx, async (tx) => {
    const progress = await tx.selectFrom('mail_progress').select('seq').forUpdate().skipLocked().executeTakeFirst()
    if (!progress) return null
    const events = await readEvents(tx, progress.seq)
    const last = events.at(-1)
    if (!last) return 0
    await planAccessMails(
      tx,
      events.map(({ ticketId, ...event }) => ({ ...event, subjectId: ticketId })),
      domain,
    )
    await planQuarantineMails(tx, events, domain)
    const { drafts, openings } = await draft(tx, events, holdSeconds)
    await queueOpenings(tx, openings)
    if (drafts.length > 0) await writeDrafts(tx, drafts, domain)
    await tx.updateTable('mail_progress').set({ seq: last.seq }).execute()
    return events.length
  })
  if (count === null) await endFrozenLockHolders(ctx.db, progressLock)
  return count ?? 0
}

/** Lock of the process that plans. */
const progressLock = sql`lock.relation = 'mail_progress'::regclass and lock.mode = 'RowShareLock'`

type Event = TicketEvent & {
  seq: number
  subject: string
  linkId: string | null
  silent: boolean
  byAgent: boolean
  undoes: string | null
}

async function readEvents(tx: Tx, after: number): Promise<Event[]> {
  const { rows } = await sql<Event>`
    select id, seq, name, subject, subject_id as "ticketId", actor_id as "actorId", actor_kind = 'contact' as "byClient",
      actor_kind = 'agent' as "byAgent", data->>'undoes' as undoes, at,
      coalesce(data->>'visibility', (
        select step.visibility from step where step.id = (data->>'stepId')::uuid)) as visibility,
      data->>'linkId' as "linkId",
      data ? 'silent' or exists (select from sample where sample.id = event.subject_id) as silent,
      (select change->>'to' from jsonb_array_elements(data->'changes') change where change->>'field' = 'status') as to
    from event where seq > ${after} order by seq limit ${sql.lit(batchSize)}`.execute(tx)
  return rows
}

/** Mail to create, or one in the queue that further events can join. */
type Draft = {
  id: string
  /** Null keeps the time in the queue. */
  sendAt: string | null
  /** Earliest time, even when the queue says sooner. */
  notBefore: string | null
  eventIds: string[]
  created: { ticketId: string; person: Person } | null
}

/**
 * Drafts mails. An event joins the unsent mail about the same ticket to the same recipient; a change of status makes it
 * due. Openings of tickets without assignees are returned apart.
 */
async function draft(tx: Tx, events: Event[], holdSeconds: number): Promise<{ drafts: Draft[]; openings: Event[] }> {
  const news = events.filter((event) => event.subject === 'ticket' && !event.silent && event.undoes === null)
  const ticketIds = [...new Set(news.map((event) => event.ticketId))]
  const settings = await readSettings(tx)
  const rules = new Set(settings.rules.map(({ status, recipient }) => ruleKey(status, recipient)))
  const concerned = await readAudiences(tx, ticketIds)
  const drafts = await lockGathering(tx, ticketIds, holdSeconds)
  const openings: Event[] = []
  for (const event of news) {
    const people = concerned.get(event.ticketId)
    if (people && isUnclaimedOpening(event, people, rules)) openings.push(event)
    for (const { person, urgent } of people ? selectRecipients(event, people, rules) : []) {
      const place = draftKey(event.ticketId, person.id)
      const mail = drafts.get(place) ?? newDraft(event, person, settings.gatherSeconds)
      drafts.set(place, mail)
      mail.eventIds.push(event.id)
      mail.notBefore = latest(mail.notBefore, heldUntil(event, holdSeconds))
      if (urgent) mail.sendAt = mail.notBefore
    }
  }
  return { drafts: [...drafts.values()].filter(({ eventIds }) => eventIds.length > 0), openings }
}

/** Returns when an event may be mailed. Openings and clients' acts cannot be undone, so they are not held. */
function heldUntil({ at, name, byAgent }: Event, holdSeconds: number): string {
  return byAgent && name !== 'ticket.created' ? later(at, holdSeconds) : at
}

const later = (at: string, seconds: number) => new Date(Date.parse(at) + seconds * 1000).toISOString()

const draftKey = (ticketId: string, recipientId: string) => `${ticketId} ${recipientId}`

function newDraft({ ticketId, at }: Event, person: Person, waitSeconds: number): Draft {
  return {
    id: newId(),
    sendAt: later(at, waitSeconds),
    notBefore: null,
    eventIds: [],
    created: { ticketId, person },
  }
}

/** Locks the mails that further events can join. Agents' changes that they already contain hold them back. */
async function lockGathering(tx: Tx, ticketIds: string[], holdSeconds: number): Promise<Map<string, Draft>> {
  const rows = await tx
    .selectFrom('mail')
    .select(['id', 'ticket_id', 'recipient_id'])
    .select(
      sql<string | null>`(
        select max(event.at) from mail_event join event on event.id = mail_event.event_id
        where mail_event.mail_id = mail.id and event.actor_kind = 'agent' and event.name <> 'ticket.created')`.as(
        'actedAt',
      ),
    )
    // Literals on purpose: a prepared statement with parameters cannot use the partial index.
    .where(sql<boolean>`state = 'waiting' and gathers`)
    .where('ticket_id', '=', sql<string>`any(${ticketIds}::uuid[])`)
    .forUpdate()
    .execute()
  return new Map(
    rows.map(({ id, ticket_id, recipient_id, actedAt }) => {
      const notBefore = actedAt && later(actedAt, holdSeconds)
      return [
        draftKey(ticket_id ?? '', recipient_id ?? ''),
        { id, sendAt: null, notBefore, eventIds: [], created: null },
      ]
    }),
  )
}

const latest = (a: string | null, b: string | null) =>
  a !== null && b !== null && Date.parse(a) > Date.parse(b) ? a : (b ?? a)

/** Writes drafts. Rows go as JSON: the statements are the same for any number of mails and are prepared once. */
async function writeDrafts(tx: Tx, drafts: Draft[], domain: string): Promise<void> {
  const created = drafts.flatMap(({ id, sendAt, notBefore, created }) => {
    if (!created) return []
    const { ticketId: ticket_id, person } = created
    const recipient = { [person.kind === 'agent' ? 'agent_id' : 'contact_id']: person.id, address: person.address }
    return { id, message_id: `<${id}@${domain}>`, ticket_id, send_at: latest(sendAt, notBefore), ...recipient }
  })
  await sql`
    insert into mail (id, message_id, purpose, ticket_id, agent_id, contact_id, address, state, gathers, send_at)
    select id, message_id, 'ticket', ticket_id, agent_id, contact_id, address, 'waiting', true, send_at
    from jsonb_to_recordset(${JSON.stringify(created)}::jsonb) as made (
      id uuid, message_id text, ticket_id uuid, agent_id uuid, contact_id uuid, address text, send_at timestamptz)`.execute(
    tx,
  )
  const joined = drafts.filter(({ created }) => !created)
  const moved = joined.map(({ id, sendAt, notBefore }) => ({ id, send_at: sendAt, not_before: notBefore }))
  await sql`
    update mail set send_at = greatest(coalesce(moved.send_at, mail.send_at), moved.not_before)
    from jsonb_to_recordset(${JSON.stringify(moved)}::jsonb) as moved (id uuid, send_at timestamptz, not_before timestamptz)
    where mail.id = moved.id`.execute(tx)
  const links = drafts.flatMap(({ id, eventIds }) => eventIds.map((event_id) => ({ mail_id: id, event_id })))
  await sql`
    insert into mail_event (mail_id, event_id)
    select mail_id, event_id from jsonb_to_recordset(${JSON.stringify(links)}::jsonb) as link (mail_id uuid, event_id uuid)`.execute(
    tx,
  )
}
