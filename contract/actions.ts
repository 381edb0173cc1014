import { z } from 'zod'
import { AgentRef, Id, IdParams, Instant, Line, Text } from './common.ts'
import { actionSubjects, repeatOrigins, repeatUnits } from './enum-values.ts'
import { route } from './route.ts'

const tag = 'actions'

/** Record that an action is about. */
export const ActionSubject = z.object({ kind: z.enum(actionSubjects), id: Id }).meta({ id: 'ActionSubject' })
export type ActionSubject = z.infer<typeof ActionSubject>

const Repeat = z
  .object({
    every: z.int().min(1).max(365),
    unit: z.enum(repeatUnits),
    from: z.enum(repeatOrigins).describe('Whether the next one is due so long after the due date or after it was done'),
  })
  .meta({ id: 'Repeat' })

const AssigneeIds = z
  .array(Id)
  .min(1)
  .max(20)
  .transform((ids) => [...new Set(ids)])

const fields = {
  title: Line(200),
  note: Text(5_000),
  dueAt: Instant.nullable(),
  isPrivate: z.boolean().describe('Seen by its author and its assignees alone'),
  assigneeIds: AssigneeIds,
  about: ActionSubject.nullable(),
  repeat: Repeat.nullable(),
}

export const ActionInput = z
  .object({
    ...fields,
    note: fields.note.default(''),
    dueAt: fields.dueAt.default(null),
    isPrivate: fields.isPrivate.default(false),
    assigneeIds: AssigneeIds.optional().describe('The caller, when left out'),
    about: fields.about.default(null),
    repeat: fields.repeat.default(null),
  })
  .meta({ id: 'ActionFields' })
export type ActionInput = z.output<typeof ActionInput>

export const ActionChange = z
  .object(fields)
  .partial()
  .extend({ version: z.int().min(1) })
export type ActionChange = z.output<typeof ActionChange>

export const Action = z
  .object({
    id: Id,
    version: z.int(),
    title: z.string(),
    note: z.string(),
    dueAt: Instant.nullable(),
    isPrivate: z.boolean(),
    author: AgentRef.nullable(),
    assignees: z.array(AgentRef),
    about: ActionSubject.extend({
      label: z.string().describe('Title or name of the record'),
      number: z.int().nullable().describe('Number of a ticket'),
    })
      .nullable()
      .describe('null also when the reader may not see the record'),
    repeat: Repeat.nullable(),
    doneAt: Instant.nullable(),
    doneBy: AgentRef.nullable(),
    createdAt: Instant,
    can: z.object({ change: z.boolean() }).describe('What the reader may do: its author and its assignees change it'),
  })
  .meta({ id: 'Action' })
export type Action = z.infer<typeof Action>

export const actions = {
  list: route({
    method: 'GET',
    path: '/api/actions',
    summary: 'List actions: those of an agent, or those about a record; open ones by due date, done ones newest first',
    tag,
    access: 'signed-in',
    query: z.object({
      agent: z
        .union([z.literal('me'), Id])
        .optional()
        .describe('Assignee. Without the right to see the actions of others, only what the caller sees anyway'),
      about: z.enum(actionSubjects).optional().describe('Kind of the record `aboutId`'),
      aboutId: Id.optional(),
      state: z.enum(['open', 'done', 'all']).default('open').describe('all: open ones, then done ones'),
      doneFrom: Instant.optional().describe('Leaves out what was done before'),
      cursor: z.string().max(200).optional().describe('`next` of the previous page'),
      limit: z.coerce.number().int().min(1).max(200).default(100),
    }),
    reply: z.object({ items: z.array(Action), next: z.string().nullable() }),
  }),
  count: route({
    method: 'GET',
    path: '/api/action-counts',
    summary: 'Count the caller’s open actions, at most 1,000: all, and those due before the end of the day',
    tag,
    access: 'signed-in',
    reply: z.object({ open: z.int(), due: z.int().describe('Overdue, or due today in the time zone of the company') }),
  }),
  show: route({
    method: 'GET',
    path: '/api/actions/:id',
    summary: 'Get an action',
    tag,
    access: 'signed-in',
    params: IdParams,
    reply: Action,
  }),
  create: route({
    method: 'POST',
    path: '/api/actions',
    summary: 'Create an action',
    tag,
    access: 'signed-in',
    body: ActionInput,
    reply: Action,
    status: 201,
  }),
  change: route({
    method: 'PATCH',
    path: '/api/actions/:id',
    summary: 'Change some fields of an action: put it off, hand it over, reword it',
    tag,
    access: 'signed-in',
    params: IdParams,
    body: ActionChange,
    reply: Action,
  }),
  do: route({
    method: 'PUT',
    path: '/api/actions/:id/done',
    summary: 'Mark an action as done; one that repeats is followed by the next. Does nothing when it is done already',
    tag,
    access: 'signed-in',
    params: IdParams,
    reply: z.object({ action: Action, next: Action.nullable() }),
  }),
  undo: route({
    method: 'DELETE',
    path: '/api/actions/:id/done',
    summary: 'Open an action again; the one that followed it is removed unless somebody changed it',
    tag,
    access: 'signed-in',
    params: IdParams,
    reply: Action,
  }),
  remove: route({
    method: 'DELETE',
    path: '/api/actions/:id',
    summary: 'Remove an action; it can be restored for 30 days',
    tag,
    access: 'signed-in',
    params: IdParams,
    status: 204,
  }),
  restore: route({
    method: 'PUT',
    path: '/api/actions/:id/restored',
    summary: 'Restore a removed action',
    tag,
    access: 'signed-in',
    params: IdParams,
    reply: Action,
  }),
}
