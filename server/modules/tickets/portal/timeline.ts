import { sql } from 'kysely'
import type { PortalStatusEvent, PortalStep, PortalTimeline } from '../../../../contract/portal.ts'
import type { Client } from '../../../actors.ts'
import { AppError } from '../../../platform/app-error.ts'
import type { Ctx } from '../../../platform/context.ts'
import { isInEffect } from '../change/undo.ts'
import { visibleTo } from '../rights/policy.ts'
import { cutTimeline } from '../steps/timeline.ts'

/** Maximum entries of each kind in one page of the history; one more is read to tell whether there are older ones. */
const read = 101

const before = (column: string, id: string | null) => (id === null ? sql`true` : sql`${sql.ref(column)} < ${id}::uuid`)

/** SQL for a person as clients see them: name and kind. */
const person = (agent: string, contact: string, reader: Client) => sql`json_build_object(
  'name', coalesce(${sql.ref(`${agent}.name`)}, ${sql.ref(`${contact}.name`)}),
  'who', case when ${sql.ref(`${agent}.id`)} is not null then 'team'
    when ${sql.ref(`${contact}.id`)} = ${reader.id}::uuid then 'me' else 'client' end)`

export const publicStepsJson = (reader: Client, beforeId: string | null) => sql<PortalStep[]>`coalesce((
  select json_agg(json_build_object('id', s.id, 'kind', s.kind, 'body', s.body, 'happenedAt', s.happened_at,
    'createdAt', s.created_at, 'by', ${person('pu', 'pc', reader)},
    'notedBy', case when pc.id is not null then noting.name end) order by s.id)
  from (select * from step
        where step.ticket_id = ticket.id and step.visibility = 'public' and ${before('step.id', beforeId)}
        order by step.id desc limit ${sql.lit(read)}) s
  left join user_account pu on pu.id = s.performer_agent_id
  left join contact pc on pc.id = s.performer_contact_id
  left join user_account noting on noting.id = s.author_agent_id), '[]')`

/** SQL for changes of status, with the step that explains them when it is public. */
export const statusEventsJson = (reader: Client, beforeId: string | null) => sql<PortalStatusEvent[]>`coalesce((
  select json_agg(json_build_object('id', e.id, 'at', e.at, 'from', e.data->'changes'->0->>'from',
    'to', e.data->'changes'->0->>'to', 'stepId', told.id,
    'by', case when e.actor_id is not null then ${person('eu', 'ec', reader)} end) order by e.id)
  from (select * from event
        where event.subject_id = ticket.id and event.name = 'ticket.status_changed' and ${isInEffect} and ${before('event.id', beforeId)}
        order by event.id desc limit ${sql.lit(read)}) e
  left join step told on told.id = (e.data->>'stepId')::uuid and told.visibility = 'public'
  left join user_account eu on eu.id = e.actor_id
  left join contact ec on ec.id = e.actor_id), '[]')`

/** Condition for tickets with a public answer or solution that no client has decided about since. */
export const awaitsClientDecision = sql<boolean>`coalesce((
  select step.kind <> 'reason' from step
  where step.ticket_id = ticket.id and step.visibility = 'public'
    and (step.kind in ('answer', 'solution') and step.author_agent_id is not null
      or step.kind = 'reason' and step.author_contact_id is not null)
  order by step.id desc limit 1), false)`

export async function readOlderClientTimeline(ctx: Ctx<Client>, ticketId: string, id: string): Promise<PortalTimeline> {
  const row = await ctx.db
    .selectFrom('ticket')
    .select([publicStepsJson(ctx.actor, id).as('steps'), statusEventsJson(ctx.actor, id).as('events')])
    .where('ticket.id', '=', ticketId)
    .where(visibleTo(ctx.actor))
    .executeTakeFirst()
  if (!row) throw new AppError('not_found')
  return cutTimeline(row.steps, row.events)
}
