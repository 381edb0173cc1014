import type { PortalMails } from '../../../contract/portal.ts'
import type { Client } from '../../actors.ts'
import type { Ctx } from '../../platform/context.ts'
import type { Db, Tx } from '../../platform/database.ts'
import { record } from '../../platform/record.ts'

/** Returns the kinds of mail about their tickets that a contact wants. */
export async function readMailPreferences(db: Db | Tx, contactId: string): Promise<PortalMails> {
  return db
    .selectFrom('contact')
    .select(['mail_opening as opening', 'mail_status as status', 'mail_messages as messages'])
    .where('id', '=', contactId)
    .executeTakeFirstOrThrow()
}

export async function setMailPreferences(tx: Tx, ctx: Ctx<Client>, to: PortalMails): Promise<void> {
  const { id } = ctx.actor
  const from = await readMailPreferences(tx, id)
  const { opening, status, messages } = to
  if (from.opening === opening && from.status === status && from.messages === messages) return
  await tx
    .updateTable('contact')
    .set({ mail_opening: opening, mail_status: status, mail_messages: messages })
    .where('id', '=', id)
    .execute()
  await record(tx, ctx, 'contact.changed', {
    id,
    data: { changes: [{ field: 'mails', from, to }] },
  })
}
