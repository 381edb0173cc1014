import { sql } from 'kysely'
import pg from 'pg'
import type { Agent } from '../../actors.ts'
import { AppError } from '../../platform/app-error.ts'
import type { Ctx } from '../../platform/context.ts'
import type { Tx } from '../../platform/database.ts'
import { deleteEvents } from '../../platform/record.ts'
import { transact } from '../../platform/transact.ts'
import { deleteAttachments } from '../attachments/index.ts'
import { deleteCompanies, deleteContacts } from '../contacts/index.ts'
import { deleteEquipment } from '../equipment/index.ts'
import { deleteTickets } from '../tickets/index.ts'
import { deleteSeen } from '../unread/index.ts'
import { listSampleIds, recordSamples, type SampleIds } from './sample-records.ts'

/**
 * Removes every sample record, with what agents wrote on the sample tickets and the events about them.
 * Throws samples_in_use when anything else refers to one, and removes nothing.
 */
export async function removeSamples(ctx: Ctx<Agent>): Promise<undefined> {
  await transact(ctx, async (tx) => {
    const ids = await listSampleIds(tx)
    if (ids.ticket.length === 0) return
    const blocking = await listTicketsUsing(tx, ids)
    if (blocking.length > 0) throw new AppError('samples_in_use', { tickets: blocking })
    try {
      await deleteAll(tx, ids)
    } catch (error) {
      const isReferenced = error instanceof pg.DatabaseError && error.code === '23503'
      throw isReferenced ? new AppError('samples_in_use', { tickets: [] }) : error
    }
    await recordSamples(tx, ctx, 'removed')
  })
}

/** Lists the numbers of the first real tickets that refer to a sample record. */
async function listTicketsUsing(tx: Tx, { ticket, contact, company, equipment }: SampleIds): Promise<number[]> {
  const { rows } = await sql<{ number: number }>`
    select number from ticket
    where id <> all(${ticket}::uuid[])
      and (company_id = any(${company}::uuid[])
        or reporter_contact_id = any(${contact}::uuid[])
        or exists (select from ticket_contact where ticket_id = ticket.id and contact_id = any(${contact}::uuid[]))
        or exists (select from ticket_equipment where ticket_id = ticket.id and equipment_id = any(${equipment}::uuid[])))
    order by number limit 5`.execute(tx)
  return rows.map(({ number }) => number)
}

async function deleteAll(tx: Tx, { ticket, contact, company, equipment }: SampleIds): Promise<void> {
  await deleteSeen(tx, ticket)
  await deleteAttachments(tx, ticket)
  await deleteTickets(tx, ticket)
  await deleteEquipment(tx, equipment)
  await deleteContacts(tx, contact)
  await deleteCompanies(tx, company)
  await deleteEvents(tx, [...ticket, ...equipment, ...contact, ...company])
  await tx.deleteFrom('sample').execute()
}
