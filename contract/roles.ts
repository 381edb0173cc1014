import { z } from 'zod'
import { Line } from './common.ts'
import { Permission, permissions, Role, Sight } from './permissions.ts'
import { route } from './route.ts'

/** A role: what its agents may do and which tickets they see. */
export const RoleView = z
  .object({
    role: Role,
    label: z.string().nullable().describe('null: a built-in role, which each language words'),
    sight: Sight,
    permissions: z.array(Permission),
    secondFactorRequired: z.boolean(),
    agents: z.int().describe('how many agents have it, disabled ones included'),
    can: z
      .object({ change: z.boolean(), give: z.boolean(), remove: z.boolean() })
      .describe('what the reader may do with it: nobody gives or changes more than they have'),
  })
  .meta({ id: 'RoleView' })
export type RoleView = z.infer<typeof RoleView>

const roleParams = z.object({ role: Role })
const RoleLabel = Line(60)

export const rights = {
  list: route({
    method: 'GET',
    path: '/api/roles',
    summary: 'The roles: what each may do and which tickets it sees',
    tag: 'agents',
    access: 'agents.read',
    reply: z.object({ items: z.array(RoleView) }),
  }),
  create: route({
    method: 'POST',
    path: '/api/roles',
    summary: 'Make a role, with no more rights than one has oneself',
    tag: 'agents',
    access: 'accounts.manage',
    confirmed: true,
    body: z.object({ label: RoleLabel, sight: Sight, permissions: z.array(Permission).max(permissions.length) }),
    reply: RoleView,
    status: 201,
  }),
  change: route({
    method: 'PATCH',
    path: '/api/roles/:role',
    summary: 'Rename a role of the company’s, change its sight, grant or revoke rights; its agents have them at once',
    tag: 'agents',
    access: 'accounts.manage',
    confirmed: true,
    params: roleParams,
    body: z.object({
      label: RoleLabel.optional(),
      sight: Sight.optional(),
      grant: z.array(Permission).max(permissions.length).default([]),
      revoke: z.array(Permission).max(permissions.length).default([]),
    }),
    reply: RoleView,
  }),
  remove: route({
    method: 'DELETE',
    path: '/api/roles/:role',
    summary: 'Delete a role of the company’s that no agent has',
    tag: 'agents',
    access: 'accounts.manage',
    confirmed: true,
    params: roleParams,
    status: 204,
  }),
}
