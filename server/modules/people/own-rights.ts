import { sql } from 'kysely'
import { type Permission, type Role, type Sight, sights } from '../../../contract/permissions.ts'
import { AppError } from '../../platform/app-error.ts'
import type { Actor, Agent } from '../../platform/context.ts'
import type { Tx } from '../../platform/database.ts'

type Rights = { sight: Sight; permissions: Iterable<Permission> }

/** Returns whether an agent has all of these rights, and sees as much. */
export function isWithin({ sight, permissions }: Rights, agent: Agent): boolean {
  return (
    sights.indexOf(sight) >= sights.indexOf(agent.sight) && [...permissions].every((one) => agent.permissions.has(one))
  )
}

/** The administrator's role has all rights, so that nobody is locked out of the desk. */
export const isFixed = (role: Role) => role === 'administrator'

/**
 * Locks a role that an agent is about to be given, or has: nobody gives more than they have, nor takes over the account of
 * somebody who has more. Throws not_found, beyond_own_rights.
 */
export async function requireWithinOwn(tx: Tx, actor: Actor, role: Role): Promise<void> {
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

/** Does the same for the role that an agent has. Throws not_found, beyond_own_rights. */
export async function requireManageable(tx: Tx, actor: Actor, agentId: string): Promise<void> {
  const agent = await tx.selectFrom('agent').select('role').where('id', '=', agentId).executeTakeFirst()
  if (!agent) throw new AppError('not_found')
  await requireWithinOwn(tx, actor, agent.role)
}
