import type { Company } from '../../../contract/contacts.ts'
import type { Ctx } from '../../platform/context.ts'
import type { Tx } from '../../platform/database.ts'
import { record } from '../../platform/record.ts'
import { changeRecord } from '../../platform/simple-records.ts'
import { requireCompany } from './companies.ts'

type CompanyMerge = { from: Company; into: Company; filled: Partial<Company> }

/** Archives a merged company and completes the one that stays. */
export async function closeMergedCompany(tx: Tx, ctx: Ctx, { from, into, filled }: CompanyMerge): Promise<void> {
  await tx
    .updateTable('company')
    .set({
      archived_at: new Date().toISOString(),
      merged_into: into.id,
      external_ref: null,
      version: from.version + 1,
    })
    .where('id', '=', from.id)
    .execute()
  await changeRecord(tx, ctx, {
    name: 'company.changed',
    id: into.id,
    version: into.version,
    read: () => requireCompany(tx, into.id),
    write: () =>
      tx
        .updateTable('company')
        .set({
          version: into.version + 1,
          ...(filled.phone !== undefined && { phone: filled.phone }),
          ...(filled.email !== undefined && { email: filled.email }),
          ...(filled.address !== undefined && { address: filled.address }),
          ...(filled.externalRef !== undefined && { external_ref: filled.externalRef }),
          ...(filled.notes !== undefined && { notes: filled.notes }),
        })
        .where('id', '=', into.id)
        .where('version', '=', into.version)
        .executeTakeFirst(),
  })
  const data = { into: { id: into.id, name: into.name } }
  await record(tx, ctx, 'company.merged', { id: from.id, version: from.version + 1, data })
}
