import { z } from 'zod'
import { Created, Email, Id, IdParams, Line, TeamRef } from './common.ts'
import { setupEndpoints } from './endpoints/setup.ts'
import { Locale } from './enums.ts'
import { Look } from './organisation.ts'
import { Permission, Role } from './permissions.ts'
import { route } from './route.ts'

export const Password = z.string().min(10).max(200)

export const Agent = z
  .object({
    id: Id,
    name: z.string(),
    email: z.string(),
    role: Role,
    teams: z.array(TeamRef),
    disabled: z.boolean(),
    secondFactor: z.boolean().describe('has an authenticator app or a passkey'),
    hasPassword: z.boolean().describe('false: invited, and not come yet'),
    canLead: z.boolean().describe('may be given tickets: their role may claim them'),
  })
  .meta({ id: 'Agent' })
export type Agent = z.infer<typeof Agent>

export const Me = z
  .object({
    id: Id,
    name: z.string(),
    email: z.string(),
    role: Role,
    locale: Locale,
    permissions: z.array(Permission),
    mails: z
      .object({ newTickets: z.boolean(), changes: z.boolean() })
      .describe('wanted: openings that nobody is on; changes other than of the status'),
    organisation: z.object({ name: z.string(), timeZone: z.string(), phone: z.string().nullable() }),
  })
  .meta({ id: 'Me' })
export type Me = z.infer<typeof Me>

export const session = {
  create: route({
    method: 'POST',
    path: '/api/session',
    summary: 'Sign in with a password; the answer sets the session cookie',
    tag: 'session',
    access: { public: 'nobody is signed in before signing in' },
    body: z.object({ email: Email, password: z.string().min(1).max(200) }),
    reply: Me,
    status: 201,
  }),
  askForLink: route({
    method: 'POST',
    path: '/api/password-links',
    summary: 'Mail a link to choose a new password, for an hour; an unknown address is answered alike',
    tag: 'session',
    access: { public: 'who has forgotten their password cannot sign in' },
    body: z.object({ email: Email }),
    status: 204,
  }),
  createByLink: route({
    method: 'POST',
    path: '/api/session-by-link',
    summary: 'Choose a password with the token of a link, which serves once, and sign in; other sessions end',
    tag: 'session',
    access: { public: 'guarded by the token of the link' },
    body: z.object({ token: z.string().min(1).max(200), password: Password }),
    reply: Me,
    status: 201,
  }),
  show: route({
    method: 'GET',
    path: '/api/session',
    summary: 'Who is signed in, and what they may do',
    tag: 'session',
    access: 'signed-in',
    reply: Me,
  }),
  remove: route({
    method: 'DELETE',
    path: '/api/session',
    summary: 'Sign out',
    tag: 'session',
    access: 'signed-in',
    beforeSecondFactor: true,
    status: 204,
  }),
  changePassword: route({
    method: 'PUT',
    path: '/api/session/password',
    summary: 'Change one’s own password; other sessions end',
    tag: 'session',
    access: 'signed-in',
    body: z.object({ current: z.string().min(1).max(200), next: Password }),
    status: 204,
  }),
  changePreferences: route({
    method: 'PATCH',
    path: '/api/session',
    summary: 'Change one’s own language, or which mails one wants',
    tag: 'session',
    access: 'signed-in',
    body: z.object({
      locale: Locale.optional(),
      mails: z
        .object({
          newTickets: z.boolean().nullable().optional().describe('null: what the role suggests'),
          changes: z.boolean().optional(),
        })
        .optional(),
    }),
    reply: Me,
  }),
}

export const setup = {
  show: route({
    ...setupEndpoints.show,
    summary: 'Whose desk this is, whether it still waits for its first administrator, and can mail links',
    tag: 'setup',
    access: { public: 'asked before anybody can sign in' },
    reply: z.object({
      done: z.boolean(),
      organisation: z.string().nullable().describe('The company’s name, which its clients’ page says to whoever comes'),
      look: Look.nullable().describe('The same of how it looks'),
      canMail: z.boolean().describe('links to choose a password can be mailed'),
    }),
  }),
  complete: route({
    method: 'POST',
    path: '/api/setup',
    summary: 'Name the company and create the first administrator, once, with the one-time link',
    tag: 'setup',
    access: { public: 'guarded by the one-time set-up token; closes itself' },
    body: z.object({
      token: z.string().min(1).max(200),
      organisation: Line(200),
      name: Line(200),
      email: Email,
      password: Password,
      locale: Locale.default('fr'),
    }),
    reply: Me,
    status: 201,
  }),
}

export const agents = {
  list: route({
    method: 'GET',
    path: '/api/agents',
    summary: 'All agents, by name',
    tag: 'agents',
    access: 'agents.read',
    reply: z.object({ items: z.array(Agent) }),
  }),
  create: route({
    method: 'POST',
    path: '/api/agents',
    summary: 'Create an agent with a first password, or by an invitation that is mailed; with neither, nobody comes in',
    tag: 'agents',
    access: 'accounts.manage',
    confirmed: true,
    body: z.object({
      name: Line(200),
      email: Email,
      role: Role,
      password: Password.optional(),
      invited: z.boolean().default(false),
      teamIds: z.array(Id).max(20).default([]),
    }),
    reply: Created,
    status: 201,
  }),
  change: route({
    method: 'PATCH',
    path: '/api/agents/:id',
    summary: 'Change an agent: name, role, teams, disabled; a new role or disabling ends their sessions',
    tag: 'agents',
    access: 'accounts.manage',
    confirmed: true,
    params: IdParams,
    body: z.object({
      name: Line(200).optional(),
      role: Role.optional(),
      disabled: z.boolean().optional(),
      teamIds: z.array(Id).max(20).optional(),
    }),
    reply: Agent,
  }),
  setPassword: route({
    method: 'PUT',
    path: '/api/agents/:id/password',
    summary: 'Give an agent a new password; their sessions end',
    tag: 'agents',
    access: 'accounts.manage',
    confirmed: true,
    params: IdParams,
    body: z.object({ password: Password }),
    status: 204,
  }),
  makeLink: route({
    method: 'POST',
    path: '/api/agents/:id/access-links',
    summary: 'A new link to choose a password: mailed to the agent, or its token to hand over',
    tag: 'agents',
    access: 'accounts.manage',
    confirmed: true,
    params: IdParams,
    body: z.object({ by: z.enum(['mail', 'hand']) }),
    reply: z.object({ token: z.string().nullable() }),
    status: 201,
  }),
}

export const teams = {
  list: route({
    method: 'GET',
    path: '/api/teams',
    summary: 'The teams, by name; or those that are archived',
    tag: 'teams',
    access: 'agents.read',
    query: z.object({ archived: z.enum(['true']).optional().describe('those that are archived, instead') }),
    reply: z.object({ items: z.array(TeamRef) }),
  }),
  create: route({
    method: 'POST',
    path: '/api/teams',
    summary: 'Create a team',
    tag: 'teams',
    access: 'accounts.manage',
    body: z.object({ name: Line(100) }),
    reply: Created,
    status: 201,
  }),
  change: route({
    method: 'PATCH',
    path: '/api/teams/:id',
    summary: 'Rename a team',
    tag: 'teams',
    access: 'accounts.manage',
    params: IdParams,
    body: z.object({ name: Line(100) }),
    reply: TeamRef,
  }),
  archive: route({
    method: 'PUT',
    path: '/api/teams/:id/archive',
    summary: 'Archive a team: it is offered nowhere, and its open tickets go to another',
    tag: 'teams',
    access: 'accounts.manage',
    params: IdParams,
    body: z.object({ ticketsTo: Id.nullable().describe('null: it has no open ticket') }),
    reply: z.object({ movedTickets: z.int() }),
  }),
  restore: route({
    method: 'DELETE',
    path: '/api/teams/:id/archive',
    summary: 'Take a team up again',
    tag: 'teams',
    access: 'accounts.manage',
    params: IdParams,
    status: 204,
  }),
}
