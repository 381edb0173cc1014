import type { organisation } from '../../../contract/organisation.ts'
import type { ParsedInput } from '../../../contract/route.ts'
import type { Agent } from '../../actors.ts'
import { AppError } from '../../platform/app-error.ts'
import type { Ctx } from '../../platform/context.ts'
import type { Db } from '../../platform/database.ts'
import { newId } from '../../platform/new-id.ts'
import { record } from '../../platform/record.ts'
import { transact } from '../../platform/transact.ts'

/** Inserts the single row of the organisation at the first start. */
export async function ensureOrganisation(db: Db): Promise<void> {
  await db
    .insertInto('organisation')
    .values({ id: newId() })
    .onConflict((conflict) => conflict.column('singleton').doNothing())
    .execute()
}

/** Tells whether the API description is public, instead of for agents only. */
export async function isApiDescriptionPublic(db: Db): Promise<boolean> {
  const row = await db.selectFrom('organisation').select('api_description_public').executeTakeFirst()
  return row?.api_description_public ?? false
}

export async function changeOrganisation(ctx: Ctx<Agent>, input: ParsedInput<typeof organisation.change>['body']) {
  if (input.timeZone !== undefined && !isTimeZone(input.timeZone))
    throw new AppError('invalid', { fields: [{ path: 'timeZone', problem: 'not a time zone' }] })
  return transact(ctx, async (tx) => {
    const before = await tx
      .selectFrom('organisation')
      .select(['id', 'name', 'time_zone', 'phone', 'colour', 'api_description_public'])
      .forUpdate()
      .executeTakeFirstOrThrow()
    const after = { name: input.name ?? before.name, timeZone: input.timeZone ?? before.time_zone }
    const phone = input.phone === undefined ? before.phone : input.phone
    const colour = input.colour === undefined ? before.colour : input.colour
    const api_description_public = input.apiDescriptionPublic ?? before.api_description_public
    const row = { name: after.name, time_zone: after.timeZone, phone, colour, api_description_public }
    await tx.updateTable('organisation').set(row).execute()
    await record(tx, ctx, 'organisation.changed', { id: before.id, data: { ...input } })
    return after
  })
}

/** Sets for how many months the security log is kept. */
export async function setSecurityMonths(ctx: Ctx<Agent>, months: number): Promise<undefined> {
  await transact(ctx, async (tx) => {
    const changed = tx.updateTable('organisation').set({ security_months: months }).returning('id')
    const { id } = await changed.executeTakeFirstOrThrow()
    await record(tx, ctx, 'organisation.changed', { id, data: { securityMonths: months } })
  })
}

function isTimeZone(name: string) {
  try {
    new Intl.DateTimeFormat('fr', { timeZone: name })
    return true
  } catch {
    return false
  }
}
