import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import type { TeamRef } from '../../../contract/common.ts'
import { AppError } from '../../platform/app-error.ts'
import type { Agent, Ctx } from '../../platform/context.ts'
import type { Db } from '../../platform/database.ts'
import { record } from '../../platform/record.ts'
import { transact } from '../../platform/transact.ts'

export async function listTeams(db: Db): Promise<TeamRef[]> {
  return db.selectFrom('team').select(['id', 'name']).orderBy(sql`fold(name)`).execute()
}

export async function createTeam(ctx: Ctx<Agent>, name: string): Promise<{ id: string }> {
  return transact(ctx, async (tx) => {
    const id = randomUUIDv7()
    await tx.insertInto('team').values({ id, name }).execute()
    await record(tx, ctx, 'team.created', { subject: 'team', id })
    return { id }
  })
}

export async function renameTeam(ctx: Ctx<Agent>, id: string, name: string): Promise<TeamRef> {
  return transact(ctx, async (tx) => {
    const team = await tx
      .updateTable('team')
      .set({ name })
      .where('id', '=', id)
      .returning(['id', 'name'])
      .executeTakeFirst()
    if (!team) throw new AppError('not_found')
    await record(tx, ctx, 'team.changed', { subject: 'team', id })
    return team
  })
}
