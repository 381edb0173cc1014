import type { Look } from '../../../contract/organisation.ts'
import type { setup } from '../../../contract/people.ts'
import type { ParsedInput } from '../../../contract/route.ts'
import { AppError } from '../../platform/app-error.ts'
import type { Ctx } from '../../platform/context.ts'
import type { Db } from '../../platform/database.ts'
import { instanceSecret } from '../../platform/instance-secret.ts'
import { record } from '../../platform/record.ts'
import { isSigned, sign } from '../../platform/signature.ts'
import { transact } from '../../platform/transact.ts'
import { insertAccount } from './accounts.ts'

const purpose = 'set-up link'

/** Returns the token of the set-up link. It is the same in every process and after restarts until set-up is done. */
export async function setUpToken({ db, secrets }: Pick<Ctx, 'db' | 'secrets'>): Promise<string> {
  return sign(await instanceSecret(db, secrets, 'set-up'), purpose, '')
}

export async function isSetUp(db: Db): Promise<boolean> {
  return (await describeSetUp(db)).done
}

export async function describeSetUp(
  db: Db,
): Promise<{ done: boolean; organisation: string | null; look: Look | null }> {
  const row = await db
    .selectFrom('organisation')
    .select(['set_up_at', 'name', 'colour', 'logo_hash as logo'])
    .executeTakeFirst()
  if (row?.set_up_at == null) return { done: false, organisation: null, look: null }
  return { done: true, organisation: row.name, look: { colour: row.colour, logo: row.logo } }
}

/** Names the company and creates the first administrator. Works once, even for concurrent requests. */
export async function completeSetUp(
  ctx: Ctx,
  input: ParsedInput<typeof setup.complete>['body'],
): Promise<{ id: string }> {
  const secret = await instanceSecret(ctx.db, ctx.secrets, 'set-up')
  if (!isSigned(secret, purpose, '', input.token)) throw new AppError('set_up_link_refused')
  return transact(ctx, async (tx) => {
    const organisation = await tx
      .updateTable('organisation')
      .set({ name: input.organisation, set_up_at: new Date().toISOString() })
      .where('set_up_at', 'is', null)
      .returning('id')
      .executeTakeFirst()
    if (!organisation) throw new AppError('set_up_done')
    const id = await insertAccount(tx, { ...input, role: 'administrator' })
    await record(tx, ctx, 'organisation.changed', { id: organisation.id })
    await record(tx, ctx, 'agent.created', { id, data: { role: 'administrator' } })
    return { id }
  })
}
