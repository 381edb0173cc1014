import { sql } from 'kysely'
import { builtInRoles, type Permission, type Role } from '../../../contract/permissions.ts'
import type { RoleView, rights } from '../../../contract/roles.ts'
import type { ParsedInput } from '../../../contract/route.ts'
import type { Agent } from '../../actors.ts'
import { AppError } from '../../platform/app-error.ts'
import type { Ctx } from '../../platform/context.ts'
import type { Db, Tx } from '../../platform/database.ts'
import { newId } from '../../platform/new-id.ts'
import { record } from '../../platform/record.ts'
import { transact } from '../../platform/transact.ts'
import { isFixed, isWithin } from './own-rights.ts'

/** Returns the rights table: the built-in roles, then those of the company by name. */
export async function listRoles(db: Db | Tx, reader: Agent): Promise<RoleView[]> {
  const rows = await db
    .selectFrom('role')
    .select(['name as role', 'label', 'sight', 'second_factor_required as secondFactorRequired'])
    .select([
      sql<Permission[]>`array(select permission from role_permission where role = role.name order by permission)`.as(
        'permissions',
      ),
      sql<number>`(select count(*)::int from agent where agent.role = role.name)`.as('agents'),
    ])
    .orderBy(sql`array_position(${sql.val([...builtInRoles])}::text[], role.name)`)
    .orderBy(sql`fold(label)`)
    .execute()
  return rows.map((row) => {
    const give = reader.permissions.has('accounts.manage') && isWithin(row, reader)
    const change = give && !isFixed(row.role)
    return { ...row, can: { give, change, remove: change && row.label !== null && row.agents === 0 } }
  })
}

/** Creates a role. Throws beyond_own_rights, name_taken. */
export async function createRole(
  ctx: Ctx<Agent>,
  { label, sight, permissions }: ParsedInput<typeof rights.create>['body'],
): Promise<RoleView> {
  if (!isWithin({ sight, permissions }, ctx.actor)) throw new AppError('beyond_own_rights')
  return transact(ctx, async (tx) => {
    await lockRoles(tx)
    await requireFreeLabel(tx, label, null)
    const role = newId()
    await tx.insertInto('role').values({ id: role, name: role, label, sight }).execute()
    await grant(tx, role, permissions)
    await record(tx, ctx, 'role.created', { id: role, data: { role: label, sight, permissions } })
    return requireView(tx, ctx.actor, role)
  })
}

/**
 * Changes the given fields of a role, within the actor's own rights. Built-in roles keep their names, and the administrator's
 * role cannot be changed. Throws not_found, forbidden, beyond_own_rights, name_taken.
 */
export async function changeRole(
  ctx: Ctx<Agent>,
  name: Role,
  input: ParsedInput<typeof rights.change>['body'],
): Promise<RoleView> {
  return transact(ctx, async (tx) => {
    await lockRoles(tx)
    const before = await requireView(tx, ctx.actor, name)
    if (isFixed(name)) throw new AppError('forbidden')
    const { label = before.label, sight = before.sight } = input
    const held = [...before.permissions, ...input.grant]
    if (!isWithin({ sight, permissions: held }, ctx.actor)) throw new AppError('beyond_own_rights')
    if (label !== before.label) {
      if (label === null || before.label === null) throw new AppError('forbidden')
      await requireFreeLabel(tx, label, name)
    }
    await tx.updateTable('role').set({ label, sight }).where('name', '=', name).execute()
    await grant(tx, name, input.grant)
    await tx
      .deleteFrom('role_permission')
      .where('role', '=', name)
      .where('permission', 'in', [...input.revoke, 'none' as Permission])
      .execute()
    const { id } = await tx.selectFrom('role').select('id').where('name', '=', name).executeTakeFirstOrThrow()
    const { grant: granted, revoke: revoked, ...named } = input
    const data = { ...named, ...(granted.length > 0 && { granted }), ...(revoked.length > 0 && { revoked }) }
    await record(tx, ctx, 'role.changed', { id, data })
    return requireView(tx, ctx.actor, name)
  })
}

/** Deletes a role. Throws not_found, forbidden for a built-in role, beyond_own_rights, role_in_use. */
export async function removeRole(ctx: Ctx<Agent>, name: Role): Promise<undefined> {
  await transact(ctx, async (tx) => {
    await lockRoles(tx)
    const role = await requireView(tx, ctx.actor, name)
    if (role.label === null) throw new AppError('forbidden')
    if (!role.can.give) throw new AppError('beyond_own_rights')
    if (role.agents > 0) throw new AppError('role_in_use', { agents: role.agents })
    await tx.deleteFrom('role_permission').where('role', '=', name).execute()
    const { id } = await tx.deleteFrom('role').where('name', '=', name).returning('id').executeTakeFirstOrThrow()
    await record(tx, ctx, 'role.removed', { id, data: { role: role.label } })
  })
}

/** Serialises changes of roles. Giving a role to an agent locks only its row. */
async function lockRoles(tx: Tx): Promise<void> {
  await tx.selectFrom('role').select('name').orderBy('name').forUpdate().execute()
}

async function requireView(tx: Tx, reader: Agent, name: Role): Promise<RoleView> {
  const found = (await listRoles(tx, reader)).find(({ role }) => role === name)
  if (!found) throw new AppError('not_found')
  return found
}

async function requireFreeLabel(tx: Tx, label: string, except: Role | null): Promise<void> {
  const taken = await tx
    .selectFrom('role')
    .select('name')
    .where(sql`fold(label)`, '=', sql`fold(${label})`)
    .where('name', 'is distinct from', except)
    .executeTakeFirst()
  if (taken) throw new AppError('name_taken')
}

async function grant(tx: Tx, role: Role, permissions: readonly Permission[]): Promise<void> {
  const rows = [...new Set(permissions)].map((permission) => ({ role, permission }))
  if (rows.length === 0) return
  await tx
    .insertInto('role_permission')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
