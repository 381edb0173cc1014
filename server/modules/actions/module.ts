import { sql } from 'kysely'
import { deleteInBatches } from '../../platform/delete-in-batches.ts'
import type { Module } from '../../platform/module.ts'
import { mountActions } from './routes.ts'

export const actionsModule: Module = {
  mount: mountActions,
  cleanups: [(db) => deleteInBatches(db, 'action', sql`removed_at < now() - interval '30 days'`)],
}
