import { z } from 'zod'
import { AttachmentIds } from './attachments.ts'
import { Id, IdParams, listOf, Text } from './common.ts'
import { route } from './route.ts'
import { TicketFilter, TicketQuery } from './ticket-filter.ts'
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
    summary: 'A page of tickets, filtered and sorted',
    tag,
    access: 'tickets.read',
    query: TicketQuery,
    reply: z.object({ items: z.array(TicketRow), next: z.string().nullable() }),
  }),
  count: route({
    method: 'GET',
    path: '/api/ticket-count',
    summary: 'How many tickets a filter matches: exact, or at least so many when capped',
    tag,
    access: 'tickets.read',
    query: TicketFilter,
    reply: z.object({ count: z.int(), capped: z.boolean() }),
  }),
  excerpts: route({
    method: 'GET',
    path: '/api/ticket-excerpts',
    summary: 'Where a search found its words in these tickets, when their titles do not say it',
    tag,
    access: 'tickets.read',
    query: z.object({ text: Text(200), ids: listOf(Id) }),
    reply: z.object({ items: z.array(TicketExcerpt) }),
  }),
  show: route({
    method: 'GET',
    path: '/api/tickets/:key',
    summary: 'A ticket with its history, by id or by number',
    tag,
    access: 'tickets.read',
    params: z.object({ key: z.union([Id, z.string().regex(/^[1-9]\d{0,8}$/)]) }),
    reply: TicketView,
  }),
  timeline: route({
    method: 'GET',
    path: '/api/tickets/:id/timeline',
    summary: 'An older part of a ticket’s history',
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
    summary: 'Claim, take over, hand over or release: `from` is the lead the caller saw',
    tag,
    access: 'tickets.claim',
    params: IdParams,
    body: z.object({
      from: Id.nullable(),
      to: Id.nullable(),
      note: RichText.default('').describe('a word for the agents, kept as an internal instruction'),
    }),
    reply: TicketView,
  }),
  setAssignees: route({
    method: 'PUT',
    path: '/api/tickets/:id/assignees',
    summary: 'Say who works on it, besides its lead; or take oneself off',
    tag,
    access: 'tickets.claim',
    params: IdParams,
    body: z.object({ version: Version, agentIds: Ids }),
    reply: TicketView,
  }),
  changeWatchers: route({
    method: 'PATCH',
    path: '/api/tickets/:id/watchers',
    summary: 'Say who wants its news, closed or not: oneself, or on an open ticket others, who must see it',
    tag,
    access: 'tickets.read',
    params: IdParams,
    body: z.object({ add: Ids.default([]), remove: Ids.default([]) }),
    reply: TicketView,
  }),
  undo: route({
    method: 'POST',
    path: '/api/tickets/:id/undo',
    summary: 'Take back what one did to a ticket some seconds ago, between two versions of it',
    tag,
    access: 'tickets.read',
    params: IdParams,
    body: z.object({ since: Version.describe('before the act'), version: Version.describe('after it') }),
    reply: TicketView,
  }),
  addStep: route({
    method: 'POST',
    path: '/api/tickets/:id/steps',
    summary: 'Add a step, with the change of status it brings',
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
    summary: 'Put files on an open ticket; its client sees them',
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
    summary: 'Take a file off an open ticket, or off one of its steps',
    tag,
    access: 'tickets.edit',
    params: z.object({ id: Id, attachmentId: Id }),
    reply: TicketView,
  }),
}
