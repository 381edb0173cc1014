import { z } from 'zod'
import { Id, Instant, listOf, Text } from './common.ts'
import { Channel, Criticality, Priority, Status, TicketKind } from './enums.ts'

/** Filter of tickets. All conditions combine with AND. */
export const TicketFilter = z.object({
  state: z.enum(['open', 'closed', 'all']).default('open'),
  /** Ids to which the filter is limited: a list on screen checks with them which news concern it. */
  ids: listOf(Id).optional(),
  status: listOf(Status).optional(),
  lead: z.union([z.enum(['me', 'none']), Id]).optional(),
  toHandle: z
    .union([z.literal('me'), Id])
    .optional()
    .describe(
      'Agent whose tickets to handle are asked for: open, not waiting, and led by them, or assigned without a lead',
    ),
  assignee: z
    .union([z.literal('me'), Id])
    .optional()
    .describe('Agent assigned to it, as its lead or not'),
  /** `me`: open tickets to which the caller is assigned while another agent leads. */
  helping: z.enum(['me']).optional(),
  /** `me`: tickets that the caller watches. */
  watcher: z.enum(['me']).optional(),
  criticality: listOf(Criticality).optional(),
  priority: listOf(z.union([Priority, z.literal('none')])).optional(),
  kind: listOf(TicketKind).optional(),
  channel: listOf(Channel).optional(),
  teamId: Id.optional(),
  tag: Text(50).optional().describe('In any spelling: case and accents are ignored'),
  reportedFrom: Instant.optional(),
  reportedBefore: Instant.optional(),
  changedFrom: Instant.optional().describe('Last changed at this instant or later'),
  changedBefore: Instant.optional(),
  companyId: Id.optional(),
  contactId: Id.optional().describe('Affected contact'),
  reporterId: Id.optional().describe('Contact who reported it'),
  equipmentId: Id.optional(),
  projectId: Id.optional(),
  late: z.enum(['true']).optional().describe('Past its due date'),
  text: Text(200)
    .optional()
    .describe(
      'Words that all occur, in any inflection, in the title, the description, a step, or the name of an affected contact, of the company or of a file; the last word may be incomplete; "a phrase" in quotes; a ticket number finds its ticket first',
    ),
})
export type TicketFilter = z.output<typeof TicketFilter>

export const ticketSorts = ['updated', 'number', 'reported', 'criticality', 'priority', 'due'] as const
export const TicketQuery = TicketFilter.extend({
  /** Newest, highest or (due) earliest first; ties by number, newest first. */
  sort: z.enum(ticketSorts).default('updated'),
  cursor: z.string().max(200).optional().describe('`next` of the previous page'),
  limit: z.coerce.number().int().min(1).max(100).default(50),
})
export type TicketQuery = z.output<typeof TicketQuery>
