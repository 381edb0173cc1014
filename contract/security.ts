import { z } from 'zod'
import { Id, Instant } from './common.ts'
import { route } from './route.ts'

const tag = 'security'
const access = 'security.read'

export const securityKinds = ['sign_in', 'failure', 'throttled', 'forbidden', 'change', 'export'] as const
const SecurityKind = z.enum(securityKinds).meta({ id: 'SecurityKind' })
export type SecurityKind = z.infer<typeof SecurityKind>

export const SecurityEvent = z
  .object({
    id: Id,
    kind: SecurityKind,
    at: Instant,
    times: z.int().describe('Number of times within the hour'),
    actor: z.string().nullable().describe('Name of the agent or client'),
    account: z.string().describe('Address typed at sign-in'),
    network: z.string(),
    detail: z.string().describe('Route, means of signing in, or change'),
    subject: z.string().nullable().describe('Name of the agent who was changed'),
  })
  .meta({ id: 'SecurityEvent' })
export type SecurityEvent = z.infer<typeof SecurityEvent>

const Filter = z.object({
  kind: SecurityKind.optional(),
  agentId: Id.optional(),
  from: z.iso.date().optional().describe('First day, in the company’s time zone'),
  to: z.iso.date().optional().describe('Last day'),
})
export type SecurityFilter = z.infer<typeof Filter>

export const security = {
  list: route({
    method: 'GET',
    path: '/api/security-events',
    summary: 'List the security log, newest first',
    tag,
    access,
    query: Filter.extend({ cursor: Id.optional() }),
    reply: z.object({
      items: z.array(SecurityEvent),
      next: Id.nullable(),
      months: z.int().describe('Months for which entries are kept'),
    }),
  }),
  export: route({
    method: 'GET',
    path: '/api/security-events/export',
    summary: 'Export the security log as CSV, up to 50,000 rows; formulas are escaped',
    tag,
    access,
    query: Filter,
    reply: z.file(),
  }),
  setRetention: route({
    method: 'PUT',
    path: '/api/security-retention',
    summary: 'Set for how many months the security log is kept',
    tag,
    access: 'settings.manage',
    confirmed: true,
    body: z.object({ months: z.int().min(1).max(120) }),
    status: 204,
  }),
}
