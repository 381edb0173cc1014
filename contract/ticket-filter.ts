import { z } from 'zod'
import { Id, Instant, listOf, Text } from './common.ts'
import { Channel, Criticality, Priority, Status, TicketKind } from './enums.ts'

/** Filter of tickets. All conditions combine with AND. */
export const TicketFilter = z.object({
  state: z
    .enum(['open', 'closed', 'all'])
    .optional()
    .describe('`open` unless told otherwise; `all` with a `query`, which says it itself'),
  query: z
    .string()
    .max(10_000)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: U+0000 is what it refuses
    .regex(/^[^\u0000\ud800-\udfff]*$/u, 'not storable')
    .optional()
    .describe(
      'Query in the search language, in French or English words: `statut:attente -suiveur:moi société:"Dupont SA"`, `criticality:>=high (is:overdue OR has:photo) boiler`, `créé:<7j OU modifié:hier`; see docs/guide/search.md. At most 2,000 characters. An error tells its place: `details.fields[0]` has `at` (first character and end), `code`, `expected` and a sentence in `problem`',
    ),
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

/** Maximum records that are named for a name of a query. */
export const namesAtMost = 10

/** Name in a query with the records that it stands for; `count` is of all of them. */
export const QueryName = z
  .object({
    field: z.string(),
    name: z.string(),
    at: z.tuple([z.int(), z.int()]).describe('Its first character in the query, and the one after its last'),
    records: z.array(z.object({ id: Id, name: z.string() })),
    count: z.int(),
  })
  .meta({ id: 'QueryName' })
export type QueryName = z.infer<typeof QueryName>

export const ticketSorts = ['updated', 'number', 'reported', 'criticality', 'priority', 'due'] as const
export const TicketQuery = TicketFilter.extend({
  /** Newest, highest or (due) earliest first; ties by number, newest first. */
  sort: z.enum(ticketSorts).default('updated'),
  cursor: z.string().max(200).optional().describe('`next` of the previous page'),
  limit: z.coerce.number().int().min(1).max(100).default(50),
})
export type TicketQuery = z.output<typeof TicketQuery>
