import { sql } from 'kysely'
import type { Locale } from '../../../contract/enums.ts'
import type { Role } from '../../../contract/permissions.ts'
import { AppError } from '../../platform/app-error.ts'
import type { Db, Tx } from '../../platform/database.ts'
import { newId } from '../../platform/new-id.ts'
import { hashPassword } from '../../platform/password-hash.ts'
import { deleteAccessLinks } from './access-links.ts'
import { checkPassword } from './check-password.ts'

/** Account to create. Without a password nobody can sign in until an access link or a password is given. */
export type NewAccount = { name: string; email: string; password?: string | undefined; role: Role; locale: Locale }

/** Creates an agent's account, as better-auth reads it. Throws email_taken, password_common, password_personal. */
export async function insertAccount(tx: Tx, account: NewAccount): Promise<string> {
  const id = newId()
  const made = await tx
    .insertInto('user_account')
    .values({ id, name: account.name, email: account.email })
    .onConflict((conflict) => conflict.column('email').doNothing())
    .executeTakeFirst()
  if (made.numInsertedOrUpdatedRows === 0n) throw new AppError('email_taken')
  await tx.insertInto('agent').values({ id, role: account.role, locale: account.locale }).execute()
  if (account.password !== undefined) await replacePassword(tx, id, account.password)
  return id
}

/** Sets or changes a password and deletes access links. Throws password_common, password_personal. */
export async function replacePassword(tx: Tx, userId: string, password: string): Promise<void> {
  await checkPassword(tx, userId, password)
  const hash = await hashPassword(password)
  await tx
    .insertInto('user_credential')
    .values({ id: newId(), user_id: userId, account_id: userId, provider_id: 'credential', password: hash })
    .onConflict((conflict) =>
      conflict.columns(['provider_id', 'account_id']).doUpdateSet({ password: hash, updated_at: sql<string>`now()` }),
    )
    .execute()
  await deleteAccessLinks(tx, userId)
}

/** Ends all sessions of a person, except one if given. Their streams end within seconds. */
export async function endSessions(tx: Db | Tx, userId: string, except?: string): Promise<void> {
  await tx
    .deleteFrom('user_session')
    .where('user_id', '=', userId)
    .$if(except !== undefined, (query) => query.where('id', '!=', except ?? ''))
    .execute()
}
