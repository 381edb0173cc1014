import { z } from 'zod'
import { AttachmentIds } from './attachments.ts'
import { Id, IdParams, listOf, Text } from './common.ts'
import { route } from './route.ts'
import { QueryName, TicketFilter, TicketQuery } from './ticket-filter.ts'
import { NewStep, NewTicket, RichText, StatusChange, TicketChanges, Version } from './ticket-input.ts'
import { TicketExcerpt, TicketRef, TicketRow, TicketView, Timeline } from './ticket-view.ts'

export * from './ticket-filter.ts'
export * from './ticket-input.ts'
export * from './ticket-view.ts'

const tag = 'tickets'
const Ids = z
  .array(Id)
  .max(50)
  .transform((ids) => [...new Set(ids)])

export const tickets = {
  create: route({
    method: 'POST',
    path: '/api/tickets',
    summary: 'Open a ticket',
    tag,
    access: 'tickets.create',
    body: NewTicket,
    reply: TicketRef,
    status: 201,
  }),
  list: route({
    method: 'GET',
    path: '/api/tickets',
    summary: 'List tickets, filtered and sorted, page by page',
    tag,
    access: 'tickets.read',
    query: TicketQuery,
    reply: z.object({
      items: z.array(TicketRow),
      next: z.string().nullable(),
      names: z.array(QueryName).optional().describe('Records that the names of the `query` stand for'),
    }),
  }),
  count: route({
    method: 'GET',
    path: '/api/ticket-count',
    summary: 'Count the tickets that match a filter: exactly, or a minimum when `capped`',
    tag,
    access: 'tickets.read',
    query: TicketFilter,
    reply: z.object({ count: z.int(), capped: z.boolean() }),
  }),
  excerpts: route({
    method: 'GET',
    path: '/api/ticket-excerpts',
    summary: 'Get the excerpts in which a search found its words, for tickets whose titles lack them',
    tag,
    access: 'tickets.read',
    query: z.object({ text: Text(200), ids: listOf(Id) }),
    reply: z.object({ items: z.array(TicketExcerpt) }),
  }),
  show: route({
    method: 'GET',
    path: '/api/tickets/:key',
    summary: 'Get a ticket with its history, by id or number',
    tag,
    access: 'tickets.read',
    params: z.object({ key: z.union([Id, z.string().regex(/^[1-9]\d{0,8}$/)]) }),
    reply: TicketView,
  }),
  timeline: route({
    method: 'GET',
    path: '/api/tickets/:id/timeline',
    summary: 'Get an older part of a ticket’s history',
    tag,
    access: 'tickets.read',
    params: IdParams,
    query: z.object({ before: Id }),
    reply: Timeline,
  }),
  change: route({
    method: 'PATCH',
    path: '/api/tickets/:id',
    summary: 'Change fields of an open ticket',
    tag,
    access: 'tickets.edit',
    params: IdParams,
    body: TicketChanges,
    reply: TicketView,
  }),
  setStatus: route({
    method: 'PUT',
    path: '/api/tickets/:id/status',
    summary: 'Change the status: resolve, reject, cancel, wait, reopen…',
    tag,
    access: 'tickets.read',
    params: IdParams,
    body: StatusChange,
    reply: TicketView,
  }),
  setLead: route({
    method: 'PUT',
    path: '/api/tickets/:id/lead',
    summary: 'Claim, take over, hand over or release a ticket; `from` is the lead that the caller saw',
    tag,
    access: 'tickets.claim',
    params: IdParams,
    body: z.object({
      from: Id.nullable(),
      to: Id.nullable(),
      note: RichText.default('').describe('Note for the agents, stored as an internal instruction'),
    }),
    reply: TicketView,
  }),
  setAssignees: route({
    method: 'PUT',
    path: '/api/tickets/:id/assignees',
    summary: 'Set the assignees besides the lead, or leave the ticket',
    tag,
    access: 'tickets.claim',
    params: IdParams,
    body: z.object({ version: Version, agentIds: Ids }),
    reply: TicketView,
  }),
  changeWatchers: route({
    method: 'PATCH',
    path: '/api/tickets/:id/watchers',
    summary: 'Set the watchers: oneself, also on a closed ticket, or on an open one other agents who see it',
    tag,
    access: 'tickets.read',
    params: IdParams,
    body: z.object({ add: Ids.default([]), remove: Ids.default([]) }),
    reply: TicketView,
  }),
  undo: route({
    method: 'POST',
    path: '/api/tickets/:id/undo',
    summary: 'Undo an action of one’s own of some seconds ago, between two versions of a ticket',
    tag,
    access: 'tickets.read',
    params: IdParams,
    body: z.object({
      since: Version.describe('Version before the action'),
      version: Version.describe('Version after it'),
    }),
    reply: TicketView,
  }),
  addStep: route({
    method: 'POST',
    path: '/api/tickets/:id/steps',
    summary: 'Add a step, and change the status with it',
    tag,
    access: 'tickets.reply',
    params: IdParams,
    body: NewStep,
    reply: TicketView,
    status: 201,
  }),
  attach: route({
    method: 'POST',
    path: '/api/tickets/:id/attachments',
    summary: 'Attach files to an open ticket; its client sees them',
    tag,
    access: 'tickets.reply',
    params: IdParams,
    body: z.object({ attachmentIds: AttachmentIds.refine((ids) => ids.length > 0, { error: 'required' }) }),
    reply: TicketView,
    status: 201,
  }),
  detach: route({
    method: 'DELETE',
    path: '/api/tickets/:id/attachments/:attachmentId',
    summary: 'Remove an attachment from an open ticket or one of its steps',
    tag,
    access: 'tickets.edit',
    params: z.object({ id: Id, attachmentId: Id }),
    reply: TicketView,
  }),
}
