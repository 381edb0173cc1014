import { z } from 'zod'
import { Upload } from './attachments.ts'
import { Id, IdParams, Instant, Line, Text } from './common.ts'
import { formEndpoints } from './endpoints/forms.ts'
import { Criticality, TicketKind } from './enums.ts'
import { Quarantine } from './form-quarantine.ts'
import { FormChallenge, FormProof, NewClientSubmission, NewSubmission, SubmissionReceipt } from './form-submission.ts'
import { route } from './route.ts'
import { isFreeKind } from './rules/form-fields.ts'

export * from './form-quarantine.ts'
export * from './form-submission.ts'

export const formFieldKinds = [
  'name',
  'email',
  'phone',
  'company',
  'subject',
  'description',
  'kind',
  'criticality',
  'machine',
  'project',
  'files',
  'line',
  'text',
  'choice',
  'checkbox',
] as const
export type FormFieldKind = (typeof formFieldKinds)[number]

export const FormField = z
  .object({
    id: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/),
    kind: z.enum(formFieldKinds),
    label: Line(200),
    help: Text(500).default(''),
    required: z.boolean().default(false),
    options: z.array(Line(200)).max(50).default([]).describe('Options of a choice'),
    when: z
      .object({ field: z.string().max(40), is: z.string().max(200) })
      .nullable()
      .default(null)
      .describe('Shown only if that earlier field has this answer; a checked box is `yes`'),
  })
  .meta({ id: 'FormField' })
export type FormField = z.output<typeof FormField>

const Fields = z
  .array(FormField)
  .min(1)
  .max(40)
  .superRefine((fields, issues) => {
    const seen = new Set<string>()
    const kinds = new Set<string>()
    for (const [at, { id, kind, options, when }] of fields.entries()) {
      const refuse = (part: string, message: string) => issues.addIssue({ code: 'custom', path: [at, part], message })
      if (seen.has(id)) refuse('id', 'twice')
      if (kinds.has(kind) && !isFreeKind(kind)) refuse('kind', 'twice')
      if (kind === 'choice' && options.length === 0) refuse('options', 'required')
      if (when && !seen.has(when.field)) refuse('when', 'no such field before')
      seen.add(id)
      kinds.add(kind)
    }
  })

const FormInput = z
  .object({
    name: Line(200),
    title: Line(200),
    intro: Text(2_000).default(''),
    fields: Fields,
    consent: Text(1_000).default('').describe('Text that the sender must agree to; empty for none'),
    confirmEmail: z.boolean().default(false).describe('Whether guests are mailed once to confirm their address'),
    teamId: Id.nullable().default(null),
    kind: TicketKind.default('incident'),
    criticality: Criticality.default('normal'),
    isOpen: z.boolean().default(true),
  })
  .meta({ id: 'FormToSave' })
export type FormInput = z.output<typeof FormInput>

export const Form = z
  .object({
    id: Id,
    version: z.int(),
    name: z.string(),
    title: z.string(),
    intro: z.string(),
    fields: z.array(FormField),
    consent: z.string(),
    confirmEmail: z.boolean(),
    teamId: Id.nullable(),
    kind: TicketKind,
    criticality: Criticality,
    isOpen: z.boolean(),
    submissions: z.int().describe('Submissions that became tickets, counted up to 1,000'),
    quarantined: z.int().describe('Submissions in quarantine, counted up to 1,000'),
  })
  .meta({ id: 'Form' })
export type Form = z.infer<typeof Form>
/** A form as composed, without the counts of its submissions. */
export type ComposedForm = Omit<Form, 'submissions' | 'quarantined'>

export const RemovedForm = z
  .object({
    id: Id,
    name: z.string(),
    removedAt: Instant,
    until: Instant.describe('End of the time in which it can be restored'),
  })
  .meta({ id: 'RemovedForm' })
export type RemovedForm = z.infer<typeof RemovedForm>

/** Public part of a form. */
export const PublicForm = z
  .object({
    id: Id,
    title: z.string(),
    intro: z.string(),
    fields: z.array(FormField),
    consent: z.string(),
    isOpen: z.boolean(),
    organisation: z.string(),
    fileLimit: z.int().describe('Maximum size of a file, in bytes'),
  })
  .meta({ id: 'PublicForm' })
export type PublicForm = z.infer<typeof PublicForm>

const tag = 'forms'
const access = 'settings.manage'
const anyOrigin = true

/**
 * Steps of a guest: get the form, get a challenge, exchange its solution for a pass, and send files and the form with
 * `Authorization: Bearer PASS`. A pass is valid for one submission; repeating it gets the first response.
 */
export const forms = {
  read: route({
    ...formEndpoints.read,
    summary: 'Get a form as it is shown on websites',
    tag,
    access: { public: 'whoever comes may fill it in' },
    params: IdParams,
    reply: PublicForm,
  }),
  challenge: route({
    ...formEndpoints.challenge,
    summary: 'Create a proof-of-work challenge, valid once, for ten minutes',
    tag,
    access: { public: 'whoever comes may fill in a form' },
    anyOrigin,
    params: IdParams,
    reply: FormChallenge,
  }),
  pass: route({
    ...formEndpoints.pass,
    summary: 'Exchange a proof of work for a pass, valid for one submission and its files',
    tag,
    access: { public: 'guarded by the proof of work' },
    anyOrigin,
    params: IdParams,
    body: FormProof,
    reply: z.object({ pass: z.string(), expiresAt: Instant }),
    status: 201,
  }),
  upload: route({
    ...formEndpoints.upload,
    summary: 'Upload a file with a pass, before the form; ten at most',
    tag,
    access: { public: 'guarded by the pass' },
    anyOrigin,
    params: IdParams,
    query: z.object({ name: z.string().min(1).max(1000) }),
    body: z.file(),
    reply: Upload,
    status: 201,
  }),
  submit: route({
    ...formEndpoints.submit,
    summary: 'Submit the form with a pass; it becomes a ticket or is quarantined',
    tag,
    access: { public: 'guarded by the pass' },
    anyOrigin,
    params: IdParams,
    body: NewSubmission,
    reply: SubmissionReceipt,
    status: 201,
  }),
  submitAsClient: route({
    ...formEndpoints.submitAsClient,
    summary:
      'Submit the form as the signed-in client, who becomes the ticket’s reporter; files are uploaded as in the portal',
    tag,
    access: 'client',
    params: IdParams,
    body: NewClientSubmission,
    reply: SubmissionReceipt,
    status: 201,
  }),
  list: route({
    method: 'GET',
    path: '/api/form-definitions',
    summary: 'List the forms',
    tag,
    access,
    reply: z.object({ items: z.array(Form), removed: z.array(RemovedForm).describe('Last deleted first') }),
  }),
  create: route({
    method: 'POST',
    path: '/api/form-definitions',
    summary: 'Create a form',
    tag,
    access,
    body: FormInput,
    reply: Form,
    status: 201,
  }),
  change: route({
    method: 'PUT',
    path: '/api/form-definitions/:id',
    summary: 'Change, close or reopen a form',
    tag,
    access,
    params: IdParams,
    body: FormInput.extend({ version: z.int().min(1) }),
    reply: Form,
  }),
  remove: route({
    method: 'DELETE',
    path: '/api/form-definitions/:id',
    summary: 'Delete a form; its tickets and their secret links stay, and it can be restored for 30 days',
    tag,
    access,
    params: IdParams,
    status: 204,
  }),
  restore: route({
    method: 'PUT',
    path: '/api/form-definitions/:id/restored',
    summary: 'Restore a form deleted less than 30 days ago',
    tag,
    access,
    params: IdParams,
    reply: Form,
  }),
  quarantine: route({
    method: 'GET',
    path: '/api/form-quarantine',
    summary: 'List quarantined submissions, newest first, a hundred at a time',
    tag,
    access: 'submissions.settle',
    query: z.object({ cursor: z.string().max(200).optional().describe('`next` of the previous page') }),
    reply: Quarantine,
  }),
  countQuarantine: route({
    method: 'GET',
    path: '/api/form-quarantine/count',
    summary: 'Count the quarantined submissions, up to 1,000; `capped` when there are more',
    tag,
    access: 'submissions.settle',
    reply: z.object({ count: z.int(), capped: z.boolean() }),
  }),
  accept: route({
    method: 'PUT',
    path: '/api/form-quarantine/:id/ticket',
    summary: 'Create a ticket from a quarantined submission',
    tag,
    access: 'submissions.settle',
    params: IdParams,
    reply: z.object({ number: z.int() }),
  }),
  discard: route({
    method: 'DELETE',
    path: '/api/form-quarantine/:id',
    summary: 'Delete a quarantined submission',
    tag,
    access: 'submissions.settle',
    params: IdParams,
    status: 204,
  }),
  discardMany: route({
    method: 'POST',
    path: '/api/form-quarantine/discarded',
    summary: 'Delete several quarantined submissions, skipping those settled meanwhile',
    tag,
    access: 'submissions.settle',
    body: z.object({ ids: z.array(Id).min(1).max(100) }),
    status: 204,
  }),
}
