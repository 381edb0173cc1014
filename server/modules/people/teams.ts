import { sql } from 'kysely'
import type { TeamRef } from '../../../contract/common.ts'
import type { Agent } from '../../actors.ts'
import { AppError } from '../../platform/app-error.ts'
import { isArchived, updateArchived } from '../../platform/archived-rows.ts'
import type { Ctx } from '../../platform/context.ts'
import type { Db, Tx } from '../../platform/database.ts'
import { newId } from '../../platform/new-id.ts'
import { record } from '../../platform/record.ts'
import { transact } from '../../platform/transact.ts'

export async function listTeams(db: Db, archived: boolean): Promise<TeamRef[]> {
  return db
    .selectFrom('team')
    .select(['id', 'name'])
    .where(isArchived('team', archived))
    .orderBy(sql`fold(name)`)
    .execute()
}

/** Creates a team. Throws name_taken. */
export async function createTeam(ctx: Ctx<Agent>, name: string): Promise<{ id: string }> {
  return transact(ctx, async (tx) => {
    const id = newId()
    const made = await tx
      .insertInto('team')
      .values({ id, name })
      .onConflict((conflict) => conflict.column('name').doNothing())
      .executeTakeFirst()
    if (made.numInsertedOrUpdatedRows === 0n) throw new AppError('name_taken')
    await record(tx, ctx, 'team.created', { id })
    return { id }
  })
}

/** Renames a team. Throws not_found, name_taken. */
export async function renameTeam(ctx: Ctx<Agent>, id: string, name: string): Promise<TeamRef> {
  return transact(ctx, async (tx) => {
    await tx.selectFrom('team').select('id').orderBy('id').forUpdate().execute()
    const taken = await tx
      .selectFrom('team')
      .select('id')
      .where('name', '=', name)
      .where('id', '!=', id)
      .executeTakeFirst()
    if (taken) throw new AppError('name_taken')
    const team = await tx
      .updateTable('team')
      .set({ name })
      .where('id', '=', id)
      .returning(['id', 'name'])
      .executeTakeFirst()
    if (!team) throw new AppError('not_found')
    await record(tx, ctx, 'team.changed', { id })
    return team
  })
}

export async function restoreTeam(ctx: Ctx<Agent>, id: string): Promise<undefined> {
  await transact(ctx, (tx) => setTeamArchived(tx, ctx, id, false))
}

/** Archives or restores a team and returns it locked. Throws not_found when it is in that state already. */
export async function setTeamArchived(tx: Tx, ctx: Ctx<Agent>, id: string, archived: boolean): Promise<TeamRef> {
  const team = await updateArchived(tx, 'team', id, archived).returning(['id', 'name']).executeTakeFirst()
  if (!team) throw new AppError('not_found')
  await record(tx, ctx, archived ? 'team.archived' : 'team.restored', { id })
  return team
}
