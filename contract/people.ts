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
    secondFactor: z.boolean().describe('Has an authenticator app or a passkey'),
    hasPassword: z.boolean().describe('false: invited, and has not accepted yet'),
    canLead: z.boolean().describe('Can be made the lead of tickets: their role may claim them'),
    canReopen: z.boolean().describe('Their role may reopen closed tickets'),
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
      .describe('Mails that the agent wants: of new tickets without assignees; of changes other than the status'),
    organisation: z.object({ name: z.string(), timeZone: z.string(), phone: z.string().nullable() }),
  })
  .meta({ id: 'Me' })
export type Me = z.infer<typeof Me>

export const session = {
  create: route({
    method: 'POST',
    path: '/api/session',
    summary: 'Sign in with a password; sets the session cookie',
    tag: 'session',
    access: { public: 'nobody is signed in before signing in' },
    body: z.object({ email: Email, password: z.string().min(1).max(200) }),
    reply: Me,
    status: 201,
  }),
  askForLink: route({
    method: 'POST',
    path: '/api/password-links',
    summary: 'Mail a link to choose a new password, valid for an hour; unknown addresses get the same response',
    tag: 'session',
    access: { public: 'who has forgotten their password cannot sign in' },
    body: z.object({ email: Email }),
    status: 204,
  }),
  createByLink: route({
    method: 'POST',
    path: '/api/session-by-link',
    summary: 'Choose a password with the one-time token of a link, and sign in; other sessions end',
    tag: 'session',
    access: { public: 'guarded by the token of the link' },
    body: z.object({ token: z.string().min(1).max(200), password: Password }),
    reply: Me,
    status: 201,
  }),
  show: route({
    method: 'GET',
    path: '/api/session',
    summary: 'Get the signed-in agent and their permissions',
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
    summary: 'Change my password; other sessions end',
    tag: 'session',
    access: 'signed-in',
    body: z.object({ current: z.string().min(1).max(200), next: Password }),
    status: 204,
  }),
  changePreferences: route({
    method: 'PATCH',
    path: '/api/session',
    summary: 'Change my language or the mails I want',
    tag: 'session',
    access: 'signed-in',
    body: z.object({
      locale: Locale.optional(),
      mails: z
        .object({
          newTickets: z.boolean().nullable().optional().describe('null: the default of the role'),
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
    summary: 'Get the company’s name and look, and whether set-up is pending and links can be mailed',
    tag: 'setup',
    access: { public: 'asked before anybody can sign in' },
    reply: z.object({
      done: z.boolean(),
      organisation: z.string().nullable().describe('Name of the company, public like its client portal'),
      look: Look.nullable().describe('Look of the company, public too'),
      canMail: z.boolean().describe('Whether links to choose a password can be mailed'),
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
    summary: 'List all agents by name',
    tag: 'agents',
    access: 'agents.read',
    reply: z.object({ items: z.array(Agent) }),
  }),
  create: route({
    method: 'POST',
    path: '/api/agents',
    summary: 'Create an agent with a first password or a mailed invitation; with neither, they cannot sign in',
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
    summary: 'Change an agent’s name, role or teams, or disable them; a new role or disabling ends their sessions',
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
    summary: 'Set an agent’s password; their sessions end',
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
    summary: 'Create a link to choose a password: mailed to the agent, or returned as a token to hand over',
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
    summary: 'List teams by name, active or archived',
    tag: 'teams',
    access: 'agents.read',
    query: z.object({ archived: z.enum(['true']).optional().describe('Lists archived teams instead') }),
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
    summary: 'Archive a team, which hides it from lists and pickers, and move its open tickets to another',
    tag: 'teams',
    access: 'accounts.manage',
    params: IdParams,
    body: z.object({ ticketsTo: Id.nullable().describe('null if it has no open tickets') }),
    reply: z.object({ movedTickets: z.int() }),
  }),
  restore: route({
    method: 'DELETE',
    path: '/api/teams/:id/archive',
    summary: 'Restore an archived team',
    tag: 'teams',
    access: 'accounts.manage',
    params: IdParams,
    status: 204,
  }),
}
