import { sql } from 'kysely'
import { AppError } from '../../platform/app-error.ts'
import type { Tx } from '../../platform/database.ts'

export type Named = { id: string; name: string }

/** The agents of these ids who may still be put on work, in one query. Throws not_found. */
export async function requireAgents(tx: Tx, ids: readonly string[]): Promise<Named[]> {
  if (ids.length === 0) return []
  const rows = await tx
    .selectFrom('agent')
    .innerJoin('user_account', 'user_account.id', 'agent.id')
    .select(['agent.id', 'user_account.name'])
    .where('agent.id', '=', sql<string>`any(${[...ids]}::uuid[])`)
    .where('agent.disabled_at', 'is', null)
    .execute()
  return inOrder(ids, rows)
}

export async function requireContacts(tx: Tx, ids: readonly string[]) {
  if (ids.length === 0) return []
  const rows = await tx
    .selectFrom('contact')
    .select(['id', 'name', 'company_id'])
    .where('id', '=', sql<string>`any(${[...ids]}::uuid[])`)
    .execute()
  return inOrder(ids, rows)
}

export async function requireEquipment(tx: Tx, ids: readonly string[]) {
  if (ids.length === 0) return []
  const rows = await tx
    .selectFrom('equipment')
    .select(['id', 'label as name', 'company_id'])
    .where('id', '=', sql<string>`any(${[...ids]}::uuid[])`)
    .execute()
  return inOrder(ids, rows)
}

export async function requireNamed(tx: Tx, table: 'project' | 'team', id: string | null): Promise<Named | null> {
  if (id === null) return null
  const row = await tx.selectFrom(table).select(['id', 'name']).where('id', '=', id).executeTakeFirst()
  if (!row) throw new AppError('not_found')
  return row
}

function inOrder<T extends { id: string }>(ids: readonly string[], rows: T[]): T[] {
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.map((id) => {
    const row = byId.get(id)
    if (!row) throw new AppError('not_found')
    return row
  })
}

export function named<T extends Named>(items: readonly T[]): Named[] {
  return items.map(({ id, name }) => ({ id, name }))
}
