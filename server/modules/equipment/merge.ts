import type { Equipment } from '../../../contract/equipment.ts'
import type { Ctx } from '../../platform/context.ts'
import type { Tx } from '../../platform/database.ts'
import { record } from '../../platform/record.ts'
import { changeRecord } from '../../platform/simple-records.ts'
import { requireEquipment } from './equipment.ts'

type EquipmentMerge = { from: Equipment; into: Equipment; filled: Partial<Equipment> }

/** Archives a merged machine and completes the one that stays. */
export async function closeMergedEquipment(tx: Tx, ctx: Ctx, { from, into, filled }: EquipmentMerge): Promise<void> {
  await tx
    .updateTable('equipment')
    .set({
      archived_at: new Date().toISOString(),
      merged_into: into.id,
      external_ref: null,
      version: from.version + 1,
    })
    .where('id', '=', from.id)
    .execute()
  await changeRecord(tx, ctx, {
    name: 'equipment.changed',
    id: into.id,
    version: into.version,
    read: () => requireEquipment(tx, into.id),
    write: () =>
      tx
        .updateTable('equipment')
        .set({
          version: into.version + 1,
          ...(filled.model !== undefined && { model: filled.model }),
          ...(filled.serialNumber !== undefined && { serial_number: filled.serialNumber }),
          ...(filled.location !== undefined && { location: filled.location }),
          ...(filled.installedOn !== undefined && { installed_on: filled.installedOn }),
          ...(filled.warrantyUntil !== undefined && { warranty_until: filled.warrantyUntil }),
          ...(filled.externalRef !== undefined && { external_ref: filled.externalRef }),
          ...(filled.notes !== undefined && { notes: filled.notes }),
        })
        .where('id', '=', into.id)
        .where('version', '=', into.version)
        .executeTakeFirst(),
  })
  const data = { into: { id: into.id, name: into.brand } }
  await record(tx, ctx, 'equipment.merged', { id: from.id, version: from.version + 1, data })
}
