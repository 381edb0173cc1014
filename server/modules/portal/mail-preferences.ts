import type { PortalMails } from '../../../contract/portal.ts'
import { AppError } from '../../platform/app-error.ts'
import type { Client, Ctx } from '../../platform/context.ts'
import { transact } from '../../platform/transact.ts'
import { readMailPreferences, setMailPreferences } from '../contacts/index.ts'
import { isUnsubscribePass } from '../mails/index.ts'
import { loadClient } from './load-client.ts'

/** Whoever holds the secret link of a ticket has no word in what its contact is mailed: throws forbidden. */
export async function mailPreferences({ db, actor }: Ctx<Client>): Promise<PortalMails> {
  if (actor.onlyTicketId !== null) throw new AppError('forbidden')
  return readMailPreferences(db, actor.id)
}

export async function changeMailPreferences(ctx: Ctx<Client>, wishes: PortalMails): Promise<PortalMails> {
  if (ctx.actor.onlyTicketId !== null) throw new AppError('forbidden')
  await transact(ctx, (tx) => setMailPreferences(tx, ctx, wishes))
  return wishes
}

/** What a mail's own header or page asks for. Throws not_found for a pass that is not ours, or of a former address. */
export async function stopMails(ctx: Ctx, linkSecret: string, pass: string): Promise<undefined> {
  const [contactId = ''] = pass.split('.')
  const client = /^[\da-f-]{36}$/.test(contactId) ? await loadClient(ctx.db, contactId) : null
  if (!client?.email || !isUnsubscribePass(linkSecret, pass, client.email)) throw new AppError('not_found')
  const none = { opening: false, status: false, messages: false }
  await transact(ctx, (tx) => setMailPreferences(tx, { ...ctx, actor: client }, none))
}
