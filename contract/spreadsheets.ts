import { z } from 'zod'
import { Created, Id, IdParams, Instant, Line, TeamRef, Text } from './common.ts'
import { Criticality, TicketKind } from './enums.ts'
import { route } from './route.ts'

const tag = 'spreadsheets'
const access = 'settings.manage'

/** Roles of columns. `more` is added to the description under its name; `ignored` is not read at all. */
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

/** In 03/11, whether the day comes first. Of no use to a year that comes first, as in 2026-11-03. */
export const dateOrders = ['dayFirst', 'monthFirst'] as const
const DateOrder = z.enum(dateOrders).meta({ id: 'DateOrder' })
export type DateOrder = z.infer<typeof DateOrder>

/** Why a spreadsheet cannot be read. */
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

/** Why a row became nothing, or its change changed nothing. */
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
      .describe('While it is read, or about to be: rows that are new or edited; null before they are counted'),
    alert: z.object({ why: SpreadsheetAlert, detail: z.string(), since: Instant }).nullable(),
    tickets: z.int().describe('Rows that became tickets, or were added to one; 1,000 at most'),
    problems: z.int().describe('Rows that need somebody to look; 1,000 at most'),
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
    .describe('The source has checked that each address is its sender’s: rows speak as the contact who has it'),
  kind: TicketKind.default('request'),
  criticality: Criticality.default('normal'),
  teamId: Id.nullable().default(null),
}

/** Where its rows are: at an address, in a file of ours, or, with neither, sent to us. */
const Place = z
  .object({
    address: Address.nullable().default(null),
    fileName: FileName.nullable().default(null),
    allowsPrivate: z.boolean().default(false).describe('The address may be one of the company’s own network'),
  })
  .refine((place) => place.address === null || place.fileName === null, { path: ['fileName'] })
export type Place = z.output<typeof Place>

export const NewSpreadsheet = Place.safeExtend({
  ...settings,
  takesPast: z.boolean().default(false).describe('Rows that are there already become tickets too'),
  mailsPast: z.boolean().default(false).describe('Those tickets are mailed like any other'),
})
export type NewSpreadsheet = z.output<typeof NewSpreadsheet>

const SpreadsheetChange = z.object({
  version: z.int(),
  name: settings.name.optional(),
  everyMinutes: z.int().min(1).max(1_440).optional(),
  columns: Columns.optional(),
  dateOrder: DateOrder.optional().describe('Of rows read from now on; rows that were read stay known'),
  verifiesAddresses: z.boolean().optional(),
  kind: TicketKind.optional(),
  criticality: Criticality.optional(),
  teamId: Id.nullable().optional(),
  paused: z.boolean().optional(),
})
export type SpreadsheetChange = z.output<typeof SpreadsheetChange>

export const SpreadsheetPreview = z
  .object({
    columns: z.array(z.object({ name: z.string(), role: ColumnRole })).describe('With what each seems to be'),
    dateOrder: DateOrder.describe('What the moments seem to be written in'),
    rows: z.array(z.array(z.string())).describe('The first ones, in the order of the columns'),
    count: z.int(),
    hasTimes: z.boolean().describe('Whether the moments say an hour'),
    readers: z.int().describe('Agents who are mailed of new tickets that nobody is on'),
  })
  .meta({ id: 'SpreadsheetPreview' })
export type SpreadsheetPreview = z.infer<typeof SpreadsheetPreview>

/** Outcome of a row that needed a decision: it became a ticket, or was seen and stays nothing. */
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
    summary: 'The spreadsheets whose rows become tickets, by name',
    tag,
    access,
    reply: z.object({ items: z.array(Spreadsheet) }),
  }),
  preview: route({
    method: 'POST',
    path: '/api/spreadsheet-previews',
    summary: 'Read a spreadsheet once to see what its columns are; keeps nothing',
    tag,
    access,
    body: Place,
    reply: SpreadsheetPreview,
  }),
  create: route({
    method: 'POST',
    path: '/api/spreadsheets',
    summary: 'Make tickets of a spreadsheet’s rows from now on',
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
    summary: 'Read it no more; its tickets stay',
    tag,
    access,
    params: IdParams,
    status: 204,
  }),
  readNow: route({
    method: 'POST',
    path: '/api/spreadsheets/:id/readings',
    summary: 'Have it read as soon as may be; its `reading` tells how far it is',
    tag,
    access,
    params: IdParams,
    reply: Spreadsheet,
  }),
  problems: route({
    method: 'GET',
    path: '/api/spreadsheets/:id/problems',
    summary: 'Rows that became nothing, or whose change did, newest first; 100 at most',
    tag,
    access,
    params: IdParams,
    reply: z.object({ items: z.array(SpreadsheetRow) }),
  }),
  settleRow: route({
    method: 'PUT',
    path: '/api/spreadsheet-rows/:id/settlement',
    summary: 'Make a ticket of a row that became nothing, or whose change did; or say that it was seen',
    tag,
    access,
    params: IdParams,
    body: z.object({ as: RowOutcome }),
    reply: z.object({ ticket: z.object({ id: Id, number: z.int() }).nullable() }),
  }),
  secret: route({
    method: 'GET',
    path: '/api/spreadsheets/:id/secret',
    summary: 'The secret that signs the rows sent to us, as Standard Webhooks writes it',
    tag,
    access,
    confirmed: true,
    params: IdParams,
    reply: z.object({ secret: z.string() }),
  }),
  send: route({
    method: 'POST',
    path: '/api/spreadsheets/:id/rows',
    summary: 'Send a row, signed as Standard Webhooks says; sent again, it changes nothing',
    tag,
    access: { public: 'guarded by the signature of the spreadsheet’s secret, five minutes' },
    signed: true,
    params: IdParams,
    body: z.object({ row: z.record(Line(200), Text(50_000)) }),
    reply: z.object({ ticket: z.object({ id: Id, number: z.int() }).nullable() }),
  }),
}
