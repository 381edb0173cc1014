import { z } from 'zod'
import { Created, Email, Id, IdParams, Instant, Text } from './common.ts'
import { Status } from './enums.ts'
import { route } from './route.ts'

const tag = 'mail'
const access = 'settings.manage'

export const mailStates = ['waiting', 'sent', 'refused', 'cancelled'] as const
export const MailState = z.enum(mailStates).meta({ id: 'MailState' })
export type MailState = z.infer<typeof MailState>

export const mailPurposes = [
  'ticket',
  'test',
  'link',
  'invitation',
  'reset',
  'password_set',
  'confirmation',
  'quarantine',
  'openings',
] as const
const MailPurpose = z.enum(mailPurposes).meta({ id: 'MailPurpose' })
export type MailPurpose = z.infer<typeof MailPurpose>

export const mailRecipients = ['contact', 'agent'] as const
export const MailRecipient = z.enum(mailRecipients).meta({ id: 'MailRecipient' })
export type MailRecipient = z.infer<typeof MailRecipient>

/** Rule: changes to this status are mailed to these people. */
export const MailRule = z.object({ status: Status, recipient: MailRecipient }).meta({ id: 'MailRule' })
export type MailRule = z.infer<typeof MailRule>

const MailServer = z
  .object({
    host: z.string(),
    port: z.int(),
    /** Implicit TLS (smtps); otherwise STARTTLS when the server offers it. */
    secure: z.boolean(),
    user: z.string().nullable(),
    /** The environment overrides the settings and cannot be changed here. */
    from: z.enum(['environment', 'settings']),
  })
  .meta({ id: 'MailServer' })

export const MailSettings = z
  .object({
    server: MailServer.nullable(),
    senderAddress: z.string().nullable(),
    replyTo: z.string().nullable(),
    gatherSeconds: z.int(),
    /** True in a restored copy, which sends nothing until it is released. */
    held: z.boolean(),
    rules: z.array(MailRule),
  })
  .meta({ id: 'MailSettings' })
export type MailSettings = z.infer<typeof MailSettings>

const NewServer = z.object({
  host: z
    .string()
    .trim()
    .min(1)
    .max(255)
    .regex(/^[\w.:-]+$/),
  port: z.int().min(1).max(65_535),
  secure: z.boolean(),
  user: Text(255).nullable().default(null),
  /** Absent: the stored one stays. */
  password: Text(255).optional(),
})
export type NewServer = z.output<typeof NewServer>

/** A mail in the queue. */
export const Mail = z
  .object({
    id: Id,
    purpose: MailPurpose,
    state: MailState,
    recipient: z.object({ kind: MailRecipient, id: Id, name: z.string() }),
    address: z.string(),
    ticket: z.object({ id: Id, number: z.int(), title: z.string() }).nullable(),
    attempts: z.int(),
    problem: z.string().nullable().describe('Last error of the mail server'),
    createdAt: Instant,
    sendAt: Instant,
    sentAt: Instant.nullable(),
  })
  .meta({ id: 'Mail' })
export type Mail = z.infer<typeof Mail>

/** State of sending. `unset`: no server is configured; `held`: a restored copy does not send yet. */
const outgoingMail = ['on', 'unset', 'held'] as const
export type OutgoingMail = (typeof outgoingMail)[number]

export const mail = {
  outgoing: route({
    method: 'GET',
    path: '/api/outgoing-mail',
    summary: 'Get whether mails are sent',
    tag,
    access: 'tickets.read',
    reply: z.object({ state: z.enum(outgoingMail) }),
  }),
  settings: route({
    method: 'GET',
    path: '/api/mail-settings',
    summary: 'Get the mail settings: server, sender and rules',
    tag,
    access,
    reply: MailSettings,
  }),
  changeSettings: route({
    method: 'PATCH',
    path: '/api/mail-settings',
    summary: 'Change the mail settings',
    tag,
    access,
    body: z.object({
      server: NewServer.nullable().optional(),
      senderAddress: Email.nullable().optional(),
      replyTo: Email.nullable().optional(),
      gatherSeconds: z.int().min(0).max(3600).optional(),
      held: z.literal(false).optional().describe('Lets a restored copy send'),
      rules: z.array(MailRule).max(16).optional(),
    }),
    reply: MailSettings,
  }),
  test: route({
    method: 'POST',
    path: '/api/mail-tests',
    summary: 'Send a test mail; its status can be read like that of any mail',
    tag,
    access,
    body: z.object({ address: Email }),
    reply: Created,
    status: 201,
  }),
  list: route({
    method: 'GET',
    path: '/api/mails',
    summary: 'List mails, newest first',
    tag,
    access,
    query: z.object({ state: MailState.optional(), cursor: Id.optional() }),
    reply: z.object({ items: z.array(Mail), next: Id.nullable() }),
  }),
  count: route({
    method: 'GET',
    path: '/api/mail-count',
    summary: 'Count pending and refused mails, exactly up to 1,000',
    tag,
    access,
    reply: z.object({ waiting: z.int(), refused: z.int() }),
  }),
  show: route({
    method: 'GET',
    path: '/api/mails/:id',
    summary: 'Get a mail and its status',
    tag,
    access,
    params: IdParams,
    reply: Mail,
  }),
  setState: route({
    method: 'PUT',
    path: '/api/mails/:id/state',
    summary: 'Retry a refused mail, send a pending one now, or abandon it',
    tag,
    access,
    params: IdParams,
    body: z.object({ to: z.enum(['waiting', 'cancelled']) }),
    reply: Mail,
  }),
  cancelWaiting: route({
    method: 'POST',
    path: '/api/mail-cancellations',
    summary: 'Abandon all mails pending since before an instant',
    tag,
    access,
    body: z.object({ before: Instant }),
    reply: z.object({ cancelled: z.int() }),
  }),
}
