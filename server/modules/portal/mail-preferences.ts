import type { PortalMails } from '../../../contract/portal.ts'
import type { Client } from '../../actors.ts'
import { AppError } from '../../platform/app-error.ts'
import type { Ctx } from '../../platform/context.ts'
import { transact } from '../../platform/transact.ts'
import { readMailPreferences, setMailPreferences } from '../contacts/index.ts'
import { isUnsubscribePass } from '../mails/index.ts'
import { loadClient } from './load-client.ts'

/** Returns a client's mail preferences. Throws forbidden for the holder of a secret link. */
export async function showMailPreferences({ db, actor }: Ctx<Client>): Promise<PortalMails> {
  if (actor.onlyTicketId !== null) throw new AppError('forbidden')
  return readMailPreferences(db, actor.id)
}

export async function changeMailPreferences(ctx: Ctx<Client>, preferences: PortalMails): Promise<PortalMails> {
  if (ctx.actor.onlyTicketId !== null) throw new AppError('forbidden')
  await transact(ctx, (tx) => setMailPreferences(tx, ctx, preferences))
  return preferences
}

/** Unsubscribes a contact from all mails. Throws not_found for a forged pass, or one for a former address. */
export async function unsubscribe(ctx: Ctx, linkSecret: string, pass: string): Promise<undefined> {
  const [contactId = ''] = pass.split('.')
  const client = /^[\da-f-]{36}$/.test(contactId) ? await loadClient(ctx.db, contactId) : null
  if (!client?.email || !isUnsubscribePass(linkSecret, pass, client.email)) throw new AppError('not_found')
  const none = { opening: false, status: false, messages: false }
  await transact(ctx, (tx) => setMailPreferences(tx, { ...ctx, actor: client }, none))
}
