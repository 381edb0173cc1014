import { sql } from 'kysely'
import type { Step, TicketEvent, Timeline } from '../../../../contract/tickets.ts'
import type { Agent } from '../../../actors.ts'
import { AppError } from '../../../platform/app-error.ts'
import type { Ctx } from '../../../platform/context.ts'
import { type NameOf, readNames } from '../../../platform/name-cache.ts'
import { visibleTo } from '../rights/policy.ts'

/** Maximum entries of each kind in one page of the history. */
const atMost = 100

const before = (column: string, id: string | null) => (id === null ? sql`true` : sql`${sql.ref(column)} < ${id}::uuid`)

type StoredStep = Omit<Step, 'author' | 'performer'> & {
  authorAgent: string | null
  authorContact: string | null
  performerAgent: string | null
  performerContact: string | null
}
type StoredEvent = Omit<TicketEvent, 'by'> & { actor: string | null; actorKind: 'agent' | 'contact' }

/** SQL for the newest steps, oldest first, and one more to tell whether there are older ones. */
export const stepsJson = (beforeId: string | null) => sql<StoredStep[]>`coalesce((
  select json_agg(json_build_object('id', s.id, 'kind', s.kind, 'body', s.body, 'visibility', s.visibility,
    'happenedAt', s.happened_at, 'createdAt', s.created_at, 'minutesSpent', s.minutes_spent,
    'authorAgent', s.author_agent_id, 'authorContact', s.author_contact_id,
    'performerAgent', s.performer_agent_id, 'performerContact', s.performer_contact_id) order by s.id)
  from (select * from step where step.ticket_id = ticket.id and ${before('step.id', beforeId)}
        order by step.id desc limit ${sql.lit(atMost + 1)}) s), '[]')`

export const eventsJson = (beforeId: string | null) => sql<StoredEvent[]>`coalesce((
  select json_agg(json_build_object('id', e.id, 'name', e.name, 'at', e.at, 'actor', e.actor_id,
    'actorKind', e.actor_kind, 'changes', coalesce(e.data->'changes', '[]'), 'stepId', e.data->'stepId',
    'undoes', e.data->'undoes') order by e.id)
  from (select * from event where event.subject_id = ticket.id and ${before('event.id', beforeId)}
        order by event.id desc limit ${sql.lit(atMost + 1)}) e), '[]')`

/** Lists the ids of everybody named in a history. */
export const listPeopleIds = (steps: StoredStep[], events: StoredEvent[]) => [
  ...steps.flatMap((step) => [step.authorAgent, step.authorContact, step.performerAgent, step.performerContact]),
  ...events.map(({ actor }) => actor),
]

/** Adds people's names to a history, cut where its older part begins. */
export function toTimeline(storedSteps: StoredStep[], storedEvents: StoredEvent[], nameOf: NameOf): Timeline {
  const { steps, events, olderBefore } = cutTimeline(storedSteps, storedEvents)
  return {
    steps: steps.map(({ authorAgent, authorContact, performerAgent, performerContact, ...step }) => ({
      ...step,
      author: toPerson(nameOf, authorAgent, authorContact),
      performer: toPerson(nameOf, performerAgent, performerContact),
    })),
    events: events.map(({ actor, actorKind, ...event }) => ({
      ...event,
      by: actor === null ? null : { id: actor, name: nameOf(actor) ?? '', kind: actorKind },
    })),
    olderBefore,
  }
}

/** Returns the agent or the contact, whichever has an id, with their name. */
export function toPerson(nameOf: NameOf, agentId: string | null, contactId: string | null) {
  const id = agentId ?? contactId ?? ''
  return { id, name: nameOf(id) ?? '', kind: agentId === null ? ('contact' as const) : ('agent' as const) }
}

type Entry = { id: string }

/** Cuts both lists at the same place, where the next older page begins. */
export function cutTimeline<S extends Entry, E extends Entry>(steps: S[], events: E[]) {
  const cuts = [steps, events].flatMap((entries) => (entries.length > atMost ? (entries[1]?.id ?? []) : []))
  const olderBefore = cuts.sort().at(-1) ?? null
  if (olderBefore === null) return { steps, events, olderBefore }
  return {
    steps: steps.filter((step) => step.id >= olderBefore),
    events: events.filter((event) => event.id >= olderBefore),
    olderBefore,
  }
}

export async function readOlderTimeline(ctx: Ctx<Agent>, ticketId: string, beforeId: string): Promise<Timeline> {
  const row = await ctx.db
    .selectFrom('ticket')
    .select([stepsJson(beforeId).as('steps'), eventsJson(beforeId).as('events')])
    .where('ticket.id', '=', ticketId)
    .where(visibleTo(ctx.actor))
    .executeTakeFirst()
  if (!row) throw new AppError('not_found')
  return toTimeline(row.steps, row.events, await readNames(ctx.db, listPeopleIds(row.steps, row.events)))
}
