import { randomUUIDv7 } from 'node:crypto'
import type { Locale } from '../../../contract/enums.ts'
import type { Role } from '../../../contract/permissions.ts'
import { AppError } from '../../platform/app-error.ts'
import type { Db, Tx } from '../../platform/database.ts'
import { hashPassword } from '../../platform/identity.ts'

export type NewAccount = { name: string; email: string; password: string; role: Role; locale: Locale }

/** An agent's account with its password, as better-auth reads it. Throws email_taken. */
export async function insertAccount(tx: Tx, account: NewAccount): Promise<string> {
  const id = randomUUIDv7()
  const made = await tx
    .insertInto('user_account')
    .values({ id, name: account.name, email: account.email })
    .onConflict((conflict) => conflict.column('email').doNothing())
    .executeTakeFirst()
  if (made.numInsertedOrUpdatedRows === 0n) throw new AppError('email_taken')
  await tx
    .insertInto('user_credential')
    .values({
      id: randomUUIDv7(),
      user_id: id,
      account_id: id,
      provider_id: 'credential',
      password: await hashPassword(account.password),
    })
    .execute()
  await tx.insertInto('agent').values({ id, role: account.role, locale: account.locale }).execute()
  return id
}

export async function replacePassword(tx: Tx, userId: string, password: string): Promise<void> {
  await tx
    .updateTable('user_credential')
    .set({ password: await hashPassword(password), updated_at: new Date().toISOString() })
    .where('user_id', '=', userId)
    .where('provider_id', '=', 'credential')
    .execute()
}

/** Ends a person's sessions, all or all but one; their streams follow within seconds. */
export async function endSessions(tx: Db | Tx, userId: string, except?: string): Promise<void> {
  await tx
    .deleteFrom('user_session')
    .where('user_id', '=', userId)
    .$if(except !== undefined, (query) => query.where('id', '!=', except ?? ''))
    .execute()
}
