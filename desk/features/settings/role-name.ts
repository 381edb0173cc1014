import { useQuery } from '@tanstack/react-query'
import { type BuiltInRole, builtInRoles, type Role } from '../../../contract/permissions.ts'
import type { RoleView } from '../../../contract/roles.ts'
import { useT } from '../../lib/i18n.tsx'
import { rolesQuery } from './queries.ts'

export const isBuiltIn = (role: Role): role is BuiltInRole => builtInRoles.some((one) => one === role)

/** Returns the name of a role: translated for built-in roles, otherwise the company's. */
export function useRoleName(): (role: Pick<RoleView, 'role' | 'label'>) => string {
  const t = useT()
  return ({ role, label }) => (isBuiltIn(role) ? t(`role.${role}`) : (label ?? ''))
}

/** Returns the same by the role's key alone; empty until the roles are read. */
export function useRoleNameOf(): (role: Role) => string {
  const { data } = useQuery(rolesQuery)
  const nameOf = useRoleName()
  return (role) => nameOf({ role, label: data?.items.find((one) => one.role === role)?.label ?? null })
}
