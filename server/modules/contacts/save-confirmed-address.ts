import { sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import type { Tx } from '../../platform/database.ts'
import { record } from '../../platform/record.ts'
import { requireContact } from './read-contacts.ts'

/** Saves the result of an address confirmation: the address, or a note that it belongs to a contact we know. */
export async function saveConfirmedAddress(
  tx: Tx,
  ctx: Ctx,
  id: string,
  confirmed: { email: string | null; notes: string },
): Promise<void> {
  // Agents can edit the same record at the same time.
  await sql`select from contact where id = ${id}::uuid for no key update`.execute(tx)
  const before = await requireContact(tx, id)
  const changes = (['email', 'notes'] as const)
    .map((field) => ({ field, from: before[field], to: confirmed[field] }))
    .filter(({ from, to }) => from !== to)
  if (changes.length === 0) return
  const version = before.version + 1
  await tx
    .updateTable('contact')
    .set({ ...confirmed, version })
    .where('id', '=', id)
    .execute()
  await record(tx, ctx, 'contact.changed', { id, version, data: { changes } })
}
