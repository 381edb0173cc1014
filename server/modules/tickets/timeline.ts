import { sql } from 'kysely'
import type { Step, TicketEvent, Timeline } from '../../../contract/tickets.ts'
import { AppError } from '../../platform/app-error.ts'
import type { Agent, Ctx } from '../../platform/context.ts'
import { visibleTo } from './policy.ts'

/** Entries of each kind in one part of the history. */
const atMost = 100

const before = (column: string, id: string | null) => (id === null ? sql`true` : sql`${sql.ref(column)} < ${id}::uuid`)

/** The newest steps, oldest first, one more than shown so as to know whether there are older ones. */
export const stepsJson = (beforeId: string | null) => sql<Step[]>`coalesce((
  select json_agg(json_build_object('id', s.id, 'kind', s.kind, 'body', s.body, 'visibility', s.visibility,
    'happenedAt', s.happened_at, 'createdAt', s.created_at, 'minutesSpent', s.minutes_spent,
    'author', json_build_object('id', coalesce(s.author_agent_id, s.author_contact_id),
      'name', coalesce(au.name, ac.name), 'kind', case when au.id is null then 'contact' else 'agent' end),
    'performer', json_build_object('id', coalesce(s.performer_agent_id, s.performer_contact_id),
      'name', coalesce(pu.name, pc.name), 'kind', case when pu.id is null then 'contact' else 'agent' end)) order by s.id)
  from (select * from step where step.ticket_id = ticket.id and ${before('step.id', beforeId)}
        order by step.id desc limit ${sql.lit(atMost + 1)}) s
  left join user_account au on au.id = s.author_agent_id
  left join contact ac on ac.id = s.author_contact_id
  left join user_account pu on pu.id = s.performer_agent_id
  left join contact pc on pc.id = s.performer_contact_id), '[]')`

export const eventsJson = (beforeId: string | null) => sql<TicketEvent[]>`coalesce((
  select json_agg(json_build_object('id', e.id, 'name', e.name, 'at', e.at,
    'by', case when e.actor_id is not null then json_build_object('id', e.actor_id,
      'name', coalesce(u.name, c.name), 'kind', e.actor_kind) end,
    'changes', coalesce(e.data->'changes', '[]'), 'stepId', e.data->'stepId', 'undoes', e.data->'undoes') order by e.id)
  from (select * from event where event.subject_id = ticket.id and ${before('event.id', beforeId)}
        order by event.id desc limit ${sql.lit(atMost + 1)}) e
  left join user_account u on u.id = e.actor_id
  left join contact c on c.id = e.actor_id), '[]')`

type Entry = { id: string }

/** Cuts both lists at one place, so that an older part begins exactly where this one ends. */
export function timelineOf<S extends Entry, E extends Entry>(steps: S[], events: E[]) {
  const cuts = [steps, events].flatMap((entries) => (entries.length > atMost ? (entries[1]?.id ?? []) : []))
  const olderBefore = cuts.sort().at(-1) ?? null
  if (olderBefore === null) return { steps, events, olderBefore }
  return {
    steps: steps.filter((step) => step.id >= olderBefore),
    events: events.filter((event) => event.id >= olderBefore),
    olderBefore,
  }
}

export async function olderTimeline(ctx: Ctx<Agent>, ticketId: string, beforeId: string): Promise<Timeline> {
  const row = await ctx.db
    .selectFrom('ticket')
    .select([stepsJson(beforeId).as('steps'), eventsJson(beforeId).as('events')])
    .where('ticket.id', '=', ticketId)
    .where(visibleTo(ctx.actor))
    .executeTakeFirst()
  if (!row) throw new AppError('not_found')
  return timelineOf(row.steps, row.events)
}
