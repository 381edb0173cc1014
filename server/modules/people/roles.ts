import { sql } from 'kysely'
import type { rights } from '../../../contract/people.ts'
import type { Permission } from '../../../contract/permissions.ts'
import { roles } from '../../../contract/permissions.ts'
import type { Reply } from '../../../contract/route.ts'
import type { Db } from '../../platform/database.ts'

/** The rights table, as data: what each role may do and which tickets it sees. */
export async function listRoles(db: Db): Promise<Reply<typeof rights.list>['items']> {
  const rows = await db
    .selectFrom('role')
    .select(['name as role', 'sight', 'second_factor_required as secondFactorRequired'])
    .select(
      sql<Permission[]>`array(select permission from role_permission where role = role.name order by permission)`.as(
        'permissions',
      ),
    )
    .execute()
  return rows.sort((a, b) => roles.indexOf(a.role) - roles.indexOf(b.role))
}
