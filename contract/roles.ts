import { z } from 'zod'
import { Line } from './common.ts'
import { Permission, permissions, Role, Sight } from './permissions.ts'
import { route } from './route.ts'

/** A role: what its agents may do and which tickets they see. */
export const RoleView = z
  .object({
    role: Role,
    label: z.string().nullable().describe('null: built-in role, whose name is translated'),
    sight: Sight,
    permissions: z.array(Permission),
    secondFactorRequired: z.boolean(),
    agents: z.int().describe('Number of its agents, including disabled ones'),
    can: z
      .object({ change: z.boolean(), give: z.boolean(), remove: z.boolean() })
      .describe('What the reader may do with it: nobody grants or changes rights that they lack'),
  })
  .meta({ id: 'RoleView' })
export type RoleView = z.infer<typeof RoleView>

const roleParams = z.object({ role: Role })
const RoleLabel = Line(60)

export const rights = {
  list: route({
    method: 'GET',
    path: '/api/roles',
    summary: 'List roles with their permissions and sights',
    tag: 'agents',
    access: 'agents.read',
    reply: z.object({ items: z.array(RoleView) }),
  }),
  create: route({
    method: 'POST',
    path: '/api/roles',
    summary: 'Create a role, with no more rights than the caller has',
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
    summary:
      'Change the name, sight or permissions of a role, at once for all its agents; built-in roles keep their names',
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
    summary: 'Delete a role that is not built in and that no agent has',
    tag: 'agents',
    access: 'accounts.manage',
    confirmed: true,
    params: roleParams,
    status: 204,
  }),
}
