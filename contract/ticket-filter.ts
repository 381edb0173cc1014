import { z } from 'zod'
import { Id, Instant, listOf, Text } from './common.ts'
import { Channel, Criticality, Priority, Status, TicketKind } from './enums.ts'

/** `state` and `status` combine with AND; so do all the others. */
export const TicketFilter = z.object({
  state: z.enum(['open', 'closed', 'all']).default('open'),
  /** Ids to which the filter is limited: a list on a screen checks by them which news concern it. */
  ids: listOf(Id).optional(),
  status: listOf(Status).optional(),
  lead: z.union([z.enum(['me', 'none']), Id]).optional(),
  /** `me`: the tickets to handle by the caller (open, not waiting, led by them, or theirs with no lead). */
  toHandle: z.enum(['me']).optional(),
  assignee: z
    .union([z.literal('me'), Id])
    .optional()
    .describe('an agent who is on it, as its lead or not'),
  /** `me`: the open tickets that the caller is assigned to and another agent leads. */
  helping: z.enum(['me']).optional(),
  /** `me`: the tickets that the caller watches. */
  watcher: z.enum(['me']).optional(),
  criticality: listOf(Criticality).optional(),
  priority: listOf(z.union([Priority, z.literal('none')])).optional(),
  kind: listOf(TicketKind).optional(),
  channel: listOf(Channel).optional(),
  teamId: Id.optional(),
  tag: Text(50).optional().describe('in any spelling: case and accents do not count'),
  reportedFrom: Instant.optional(),
  reportedBefore: Instant.optional(),
  changedFrom: Instant.optional().describe('last changed then or later'),
  changedBefore: Instant.optional(),
  companyId: Id.optional(),
  contactId: Id.optional().describe('a contact whom it concerns'),
  reporterId: Id.optional().describe('the contact who reported it'),
  equipmentId: Id.optional(),
  projectId: Id.optional(),
  late: z.enum(['true']).optional().describe('past its due date'),
  text: Text(200)
    .optional()
    .describe(
      'every word, by its stem, is in the title, description, a step, or a name of the concerned; the last one may be its beginning; "a phrase"; a ticket number finds its ticket first',
    ),
})
export type TicketFilter = z.output<typeof TicketFilter>

export const ticketSorts = ['updated', 'number', 'reported', 'criticality', 'priority', 'due'] as const
export const TicketQuery = TicketFilter.extend({
  /** Newest, highest or (due) most pressing first; ties by number, newest first. */
  sort: z.enum(ticketSorts).default('updated'),
  cursor: z.string().max(200).optional().describe('`next` of the page before'),
  limit: z.coerce.number().int().min(1).max(100).default(50),
})
export type TicketQuery = z.output<typeof TicketQuery>
