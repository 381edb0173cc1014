import { sql } from 'kysely'
import { AppError } from '../../../platform/app-error.ts'
import type { Tx } from '../../../platform/database.ts'

export type NamedRef = { id: string; name: string }

/** Returns the agents with these ids. Throws not_found for unknown or disabled ones. */
export async function requireAgents(tx: Tx, ids: readonly string[]): Promise<NamedRef[]> {
  return toNamedRefs(await findActive(tx, ids))
}

/** Returns the agents with these ids, who must be allowed to lead tickets. Throws not_found, cannot_lead. */
export async function requireWorkers(tx: Tx, ids: readonly string[]): Promise<NamedRef[]> {
  const agents = await findActive(tx, ids)
  const reader = agents.find(({ mayLead }) => !mayLead)
  if (reader) throw new AppError('cannot_lead', { name: reader.name })
  return toNamedRefs(agents)
}

async function findActive(tx: Tx, ids: readonly string[]) {
  if (ids.length === 0) return []
  const rows = await tx
    .selectFrom('agent')
    .innerJoin('user_account', 'user_account.id', 'agent.id')
    .select(['agent.id', 'user_account.name'])
    .select(
      sql<boolean>`exists (
        select from role_permission where role = agent.role and permission = 'tickets.claim')`.as('mayLead'),
    )
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

/** Throws not_found for unknown and archived teams. */
export async function requireTeam(tx: Tx, id: string | null): Promise<NamedRef | null> {
  if (id === null) return null
  const team = await tx
    .selectFrom('team')
    .select(['id', 'name'])
    .where('id', '=', id)
    .where('archived_at', 'is', null)
    .forKeyShare()
    .executeTakeFirst()
  if (!team) throw new AppError('not_found')
  return team
}

export async function requireNamed(tx: Tx, table: 'project' | 'team', id: string | null): Promise<NamedRef | null> {
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

export function toNamedRefs<T extends NamedRef>(items: readonly T[]): NamedRef[] {
  return items.map(({ id, name }) => ({ id, name }))
}

/** Lists the ids of a ticket's contacts or machines, in order. */
export async function readLinkedIds(
  tx: Tx,
  table: 'ticket_contact' | 'ticket_equipment',
  ticketId: string,
): Promise<string[]> {
  if (table === 'ticket_contact') {
    const rows = await tx
      .selectFrom('ticket_contact')
      .select('contact_id')
      .where('ticket_id', '=', ticketId)
      .orderBy('position')
      .execute()
    return rows.map((row) => row.contact_id)
  }
  const rows = await tx
    .selectFrom('ticket_equipment')
    .select('equipment_id')
    .where('ticket_id', '=', ticketId)
    .orderBy('position')
    .execute()
  return rows.map((row) => row.equipment_id)
}

export async function replaceLinks(
  tx: Tx,
  table: 'ticket_contact' | 'ticket_equipment',
  ticketId: string,
  items: { id: string }[],
) {
  await tx.deleteFrom(table).where('ticket_id', '=', ticketId).execute()
  if (items.length === 0) return
  const rows = items.map((item, position) => ({ ticket_id: ticketId, position, id: item.id }))
  if (table === 'ticket_contact')
    await tx
      .insertInto('ticket_contact')
      .values(rows.map(({ id, ...row }) => ({ ...row, contact_id: id })))
      .execute()
  else
    await tx
      .insertInto('ticket_equipment')
      .values(rows.map(({ id, ...row }) => ({ ...row, equipment_id: id })))
      .execute()
}
