import { sql } from 'kysely'
import { type Permission, type Role, type Sight, sights } from '../../../contract/permissions.ts'
import type { Actor, Agent } from '../../actors.ts'
import { AppError } from '../../platform/app-error.ts'
import type { Tx } from '../../platform/database.ts'

type Rights = { sight: Sight; permissions: Iterable<Permission> }

/** Tells whether an agent has at least these rights. */
export function isWithin({ sight, permissions }: Rights, agent: Agent): boolean {
  return (
    sights.indexOf(sight) >= sights.indexOf(agent.sight) && [...permissions].every((one) => agent.permissions.has(one))
  )
}

/** Tells whether a role cannot be changed. Administrators keep all rights, so that nobody is locked out of the desk. */
export const isFixed = (role: Role) => role === 'administrator'

/**
 * Locks a role that an agent has or is to be given, and requires its rights to be within the actor's own: nobody can grant
 * more, or take over an account with more. Throws not_found, beyond_own_rights.
 */
export async function requireWithinOwnRights(tx: Tx, actor: Actor, role: Role): Promise<void> {
  const rights = await tx
    .selectFrom('role')
    .select('sight')
    .select(sql<Permission[]>`array(select permission from role_permission where role = role.name)`.as('permissions'))
    .where('name', '=', role)
    .forKeyShare()
    .executeTakeFirst()
  if (!rights) throw new AppError('not_found')
  if (actor.kind === 'agent' && !isWithin(rights, actor)) throw new AppError('beyond_own_rights')
}

/** Requires the same of another agent's role. Throws not_found, beyond_own_rights. */
export async function requireManageable(tx: Tx, actor: Actor, agentId: string): Promise<void> {
  const agent = await tx.selectFrom('agent').select('role').where('id', '=', agentId).executeTakeFirst()
  if (!agent) throw new AppError('not_found')
  await requireWithinOwnRights(tx, actor, agent.role)
}
