import { sql } from 'kysely'
import type { Equipment } from '../../../contract/equipment.ts'
import { moveActions } from '../actions/index.ts'
import { closeMergedEquipment, requireEquipment } from '../equipment/index.ts'
import { moveEquipmentOnTickets } from '../tickets/index.ts'
import type { MergeRules, MovedCounts } from './merge.ts'

export const equipmentMerge: MergeRules<Equipment> = {
  table: 'equipment',
  read: requireEquipment,
  fields: ['model', 'serialNumber', 'location', 'installedOn', 'warrantyUntil', 'externalRef', 'notes'],

  async countMoves(db, { from }) {
    const { rows } = await sql<MovedCounts>`
      select count(*)::int as tickets from ticket_equipment where equipment_id = ${from.id}::uuid`.execute(db)
    return rows[0] ?? {}
  },

  /** Finds nobody: machines give nobody sight of tickets. */
  findGainers: async () => [],

  async move(tx, ctx, { from, into, filled }) {
    const ids = { from: from.id, into: into.id }
    await moveEquipmentOnTickets(tx, ids)
    await moveActions(tx, 'equipment', ids)
    await closeMergedEquipment(tx, ctx, { from, into, filled })
  },
}
