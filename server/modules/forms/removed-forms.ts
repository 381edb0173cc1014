import { sql } from 'kysely'
import type { RemovedForm } from '../../../contract/forms.ts'
import type { Agent } from '../../actors.ts'
import { AppError } from '../../platform/app-error.ts'
import type { Ctx } from '../../platform/context.ts'
import type { Db } from '../../platform/database.ts'
import { record } from '../../platform/record.ts'
import { transact } from '../../platform/transact.ts'

const restorableUntil = sql<string>`deleted_at + interval '30 days'`
const isRestorable = sql<boolean>`${restorableUntil} > now()`

/** Lists the forms that can be restored, last removed first. */
export function listRemoved(db: Db): Promise<RemovedForm[]> {
  return db
    .selectFrom('form')
    .select(['id', 'name', restorableUntil.as('until')])
    .select(sql<string>`deleted_at`.as('removedAt'))
    .where(isRestorable)
    .orderBy('deleted_at', 'desc')
    .execute()
}

/**
 * Removes a form. Pages that still show it report that; its tickets and their secret links stay. Throws not_found, and
 * quarantine_first while submissions wait for a decision.
 */
export async function removeForm(ctx: Ctx<Agent>, id: string): Promise<undefined> {
  await transact(ctx, async (tx) => {
    // The row lock makes concurrent submissions wait, since they refer to this row.
    const form = await tx
      .selectFrom('form')
      .select(
        sql<number>`(select count(*)::int from form_submission where form_id = form.id and ticket_id is null)`.as(
          'quarantined',
        ),
      )
      .where('id', '=', id)
      .where('deleted_at', 'is', null)
      .forUpdate()
      .executeTakeFirst()
    if (!form) throw new AppError('not_found')
    if (form.quarantined > 0) throw new AppError('quarantine_first', { count: form.quarantined })
    await tx.updateTable('form').set({ deleted_at: sql`now()` }).where('id', '=', id).execute()
    await record(tx, ctx, 'form.removed', { id })
  })
}

/** Restores a form. Throws not_found when it was not removed, or more than 30 days ago. */
export async function restoreForm(ctx: Ctx<Agent>, id: string): Promise<void> {
  await transact(ctx, async (tx) => {
    const { numUpdatedRows } = await tx
      .updateTable('form')
      .set({ deleted_at: null })
      .where('id', '=', id)
      .where(isRestorable)
      .executeTakeFirst()
    if (numUpdatedRows === 0n) throw new AppError('not_found')
    await record(tx, ctx, 'form.restored', { id })
  })
}
