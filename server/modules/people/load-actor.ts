import { sql } from 'kysely'
import type { Permission } from '../../../contract/permissions.ts'
import type { Agent } from '../../actors.ts'
import type { Db, Tx } from '../../platform/database.ts'

/** Loads an agent with the rights of their role. Returns null for a disabled one. */
export async function loadActor(db: Db | Tx, userId: string): Promise<Agent | null> {
  const row = await db
    .selectFrom('agent')
    .innerJoin('user_account', 'user_account.id', 'agent.id')
    .innerJoin('role', 'role.name', 'agent.role')
    .select(['agent.id', 'user_account.name', 'user_account.email', 'agent.locale', 'agent.role', 'role.sight'])
    .select('role.second_factor_required as secondFactorRequired')
    .select([
      sql<Permission[]>`array(select permission from role_permission where role = agent.role)`.as('permissions'),
      sql<string[]>`array(select team_id::text from team_member where agent_id = agent.id)`.as('teamIds'),
    ])
    .where('agent.id', '=', userId)
    .where('agent.disabled_at', 'is', null)
    .executeTakeFirst()
  return row ? { kind: 'agent', ...row, permissions: new Set(row.permissions) } : null
}
