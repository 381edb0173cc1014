import { z } from 'zod'
import { Created, Id, IdParams, Instant, Line, TeamRef, Text } from './common.ts'
import { Criticality, TicketKind } from './enums.ts'
import { route } from './route.ts'

const tag = 'spreadsheets'
const access = 'settings.manage'

/** Roles of columns. `more` is added to the description under the column's name; `ignored` is not read. */
const columnRoles = [
  'timestamp',
  'reference',
  'title',
  'description',
  'name',
  'email',
  'phone',
  'company',
  'serialNumber',
  'ticketNumber',
  'more',
  'ignored',
] as const
export const ColumnRole = z.enum(columnRoles).meta({ id: 'ColumnRole' })
export type ColumnRole = z.infer<typeof ColumnRole>

/** Order of day and month, as in 03/11. Ignored for dates that begin with the year, as in 2026-11-03. */
export const dateOrders = ['dayFirst', 'monthFirst'] as const
const DateOrder = z.enum(dateOrders).meta({ id: 'DateOrder' })
export type DateOrder = z.infer<typeof DateOrder>

/** Reasons why a spreadsheet cannot be read. */
export const spreadsheetAlerts = [
  'unreachable',
  'refused',
  'web_page',
  'too_large',
  'unreadable',
  'column_missing',
  'private_address',
  'file_missing',
  'link_local',
  'quote_open',
  'rows_failed',
] as const
const SpreadsheetAlert = z.enum(spreadsheetAlerts).meta({ id: 'SpreadsheetAlert' })
export type SpreadsheetAlert = z.infer<typeof SpreadsheetAlert>

/** Reasons why a row became no ticket, or its edit changed nothing. */
export const rowProblems = ['no_moment', 'no_words', 'nobody', 'ticket_closed'] as const
const RowProblem = z.enum(rowProblems).meta({ id: 'RowProblem' })
export type RowProblem = z.infer<typeof RowProblem>

const Columns = z.record(Line(200), ColumnRole).refine((columns) => Object.keys(columns).length <= 200)
const Address = z.url({ protocol: /^https?$/ }).max(2_000)
/** Name of a file in the folder `imports` of the data folder. */
const FileName = Line(200)
  .regex(/^[^/\\]+$/, 'no folder')
  .refine((name) => !name.startsWith('.'))

export const Spreadsheet = z
  .object({
    id: Id,
    version: z.int(),
    name: z.string(),
    address: z.string().nullable(),
    fileName: z.string().nullable(),
    allowsPrivate: z.boolean(),
    everyMinutes: z.int(),
    columns: Columns,
    dateOrder: DateOrder,
    verifiesAddresses: z.boolean(),
    kind: TicketKind,
    criticality: Criticality,
    team: TeamRef.nullable(),
    paused: z.boolean(),
    readAt: Instant.nullable(),
    nextReadAt: Instant,
    reading: z
      .object({ done: z.int(), total: z.int().nullable() })
      .nullable()
      .describe('While it is being read, or about to be: number of new or edited rows; null before they are counted'),
    alert: z.object({ why: SpreadsheetAlert, detail: z.string(), since: Instant }).nullable(),
    tickets: z.int().describe('Rows that became tickets or were added to one, counted up to 1,000'),
    problems: z.int().describe('Rows that need a decision, counted up to 1,000'),
  })
  .meta({ id: 'Spreadsheet' })
export type Spreadsheet = z.infer<typeof Spreadsheet>

const settings = {
  name: Line(100),
  everyMinutes: z.int().min(1).max(1_440).default(5),
  columns: Columns,
  dateOrder: DateOrder.default('dayFirst'),
  verifiesAddresses: z
    .boolean()
    .default(false)
    .describe('Whether the source verifies addresses: rows are then reported by the contact who has the address'),
  kind: TicketKind.default('request'),
  criticality: Criticality.default('normal'),
  teamId: Id.nullable().default(null),
}

/** Source of the rows: a URL, a file in our folder, or, with neither, pushed to us. */
const Place = z
  .object({
    address: Address.nullable().default(null),
    fileName: FileName.nullable().default(null),
    allowsPrivate: z.boolean().default(false).describe('Whether the URL may be in a private network'),
  })
  .refine((place) => place.address === null || place.fileName === null, { path: ['fileName'] })
export type Place = z.output<typeof Place>

export const NewSpreadsheet = Place.safeExtend({
  ...settings,
  takesPast: z.boolean().default(false).describe('Whether existing rows become tickets too'),
  mailsPast: z.boolean().default(false).describe('Whether mails are sent about those tickets'),
})
export type NewSpreadsheet = z.output<typeof NewSpreadsheet>

const SpreadsheetChange = z.object({
  version: z.int(),
  name: settings.name.optional(),
  everyMinutes: z.int().min(1).max(1_440).optional(),
  columns: Columns.optional(),
  dateOrder: DateOrder.optional().describe('For rows read from now on; rows already read stay known'),
  verifiesAddresses: z.boolean().optional(),
  kind: TicketKind.optional(),
  criticality: Criticality.optional(),
  teamId: Id.nullable().optional(),
  paused: z.boolean().optional(),
})
export type SpreadsheetChange = z.output<typeof SpreadsheetChange>

export const SpreadsheetPreview = z
  .object({
    columns: z.array(z.object({ name: z.string(), role: ColumnRole })).describe('Columns with their presumed roles'),
    dateOrder: DateOrder.describe('Presumed order of day and month'),
    rows: z.array(z.array(z.string())).describe('First rows, in the order of the columns'),
    count: z.int(),
    hasTimes: z.boolean().describe('Whether timestamps contain a time of day'),
    readers: z.int().describe('Number of agents who are mailed about new tickets without assignees'),
  })
  .meta({ id: 'SpreadsheetPreview' })
export type SpreadsheetPreview = z.infer<typeof SpreadsheetPreview>

/** Outcome of a row that needed a decision: it became a ticket, or was dismissed. */
const RowOutcome = z.enum(['ticket', 'seen']).meta({ id: 'RowOutcome' })
export type RowOutcome = z.infer<typeof RowOutcome>

const SpreadsheetRow = z
  .object({
    id: Id,
    cells: z.record(z.string(), z.string()),
    problem: RowProblem,
    ticket: z.object({ id: Id, number: z.int() }).nullable(),
    readAt: Instant,
  })
  .meta({ id: 'SpreadsheetRow' })

export const spreadsheets = {
  list: route({
    method: 'GET',
    path: '/api/spreadsheets',
    summary: 'List spreadsheets by name',
    tag,
    access,
    reply: z.object({ items: z.array(Spreadsheet) }),
  }),
  preview: route({
    method: 'POST',
    path: '/api/spreadsheet-previews',
    summary: 'Read a spreadsheet once to guess the roles of its columns; stores nothing',
    tag,
    access,
    body: Place,
    reply: SpreadsheetPreview,
  }),
  create: route({
    method: 'POST',
    path: '/api/spreadsheets',
    summary: 'Add a spreadsheet whose rows become tickets from now on',
    tag,
    access,
    body: NewSpreadsheet,
    reply: Created,
    status: 201,
  }),
  change: route({
    method: 'PATCH',
    path: '/api/spreadsheets/:id',
    summary: 'Change how a spreadsheet is read, or pause it',
    tag,
    access,
    params: IdParams,
    body: SpreadsheetChange,
    reply: Spreadsheet,
  }),
  remove: route({
    method: 'DELETE',
    path: '/api/spreadsheets/:id',
    summary: 'Remove a spreadsheet; its tickets stay',
    tag,
    access,
    params: IdParams,
    status: 204,
  }),
  readNow: route({
    method: 'POST',
    path: '/api/spreadsheets/:id/readings',
    summary: 'Read a spreadsheet as soon as possible; its `reading` shows the progress',
    tag,
    access,
    params: IdParams,
    reply: Spreadsheet,
  }),
  problems: route({
    method: 'GET',
    path: '/api/spreadsheets/:id/problems',
    summary: 'List rows that need a decision, newest first, 100 at most',
    tag,
    access,
    params: IdParams,
    reply: z.object({ items: z.array(SpreadsheetRow) }),
  }),
  settleRow: route({
    method: 'PUT',
    path: '/api/spreadsheet-rows/:id/settlement',
    summary: 'Settle a row that needs a decision: create a ticket from it, or dismiss it',
    tag,
    access,
    params: IdParams,
    body: z.object({ as: RowOutcome }),
    reply: z.object({ ticket: z.object({ id: Id, number: z.int() }).nullable() }),
  }),
  secret: route({
    method: 'GET',
    path: '/api/spreadsheets/:id/secret',
    summary: 'Get the secret that signs pushed rows, in the format of Standard Webhooks',
    tag,
    access,
    confirmed: true,
    params: IdParams,
    reply: z.object({ secret: z.string() }),
  }),
  send: route({
    method: 'POST',
    path: '/api/spreadsheets/:id/rows',
    summary: 'Push a row, signed according to Standard Webhooks; repeating it changes nothing',
    tag,
    access: { public: 'guarded by the signature of the spreadsheet’s secret, five minutes' },
    signed: true,
    params: IdParams,
    body: z.object({ row: z.record(Line(200), Text(50_000)) }),
    reply: z.object({ ticket: z.object({ id: Id, number: z.int() }).nullable() }),
  }),
}
