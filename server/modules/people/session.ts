import type { Me, session } from '../../../contract/people.ts'
import type { ParsedInput } from '../../../contract/route.ts'
import type { Agent } from '../../actors.ts'
import { AppError } from '../../platform/app-error.ts'
import type { Ctx } from '../../platform/context.ts'
import type { Http } from '../../platform/http/mount.ts'
import { type Identity, listCookies } from '../../platform/identity.ts'
import { record } from '../../platform/record.ts'
import { transact } from '../../platform/transact.ts'
import { endSessions, replacePassword } from './accounts.ts'
import { headersOf } from './better-auth.ts'
import { isNewTicketSubscriber } from './new-ticket-mails.ts'
import { requirePassword } from './require-password.ts'

export async function signOut(identity: Identity, http: Http): Promise<undefined> {
  const { headers: answered } = await identity.api.signOut({ headers: headersOf(http), returnHeaders: true })
  for (const cookie of listCookies(answered)) http.reply.header('set-cookie', cookie)
}

export async function describeMe(ctx: Ctx, actor: Agent): Promise<Me> {
  const organisation = await ctx.db
    .selectFrom('organisation')
    .select(['name', 'time_zone as timeZone', 'phone'])
    .executeTakeFirstOrThrow()
  const mails = await ctx.db
    .selectFrom('agent')
    .select([isNewTicketSubscriber.as('newTickets'), 'mail_changes as changes'])
    .where('id', '=', actor.id)
    .executeTakeFirstOrThrow()
  const { id, name, email, role, locale } = actor
  return { id, name, email, role, locale, permissions: [...actor.permissions].sort(), mails, organisation }
}

export async function changePassword(
  ctx: Ctx<Agent>,
  input: ParsedInput<typeof session.changePassword>['body'],
  sessionId: string,
): Promise<void> {
  await requirePassword(ctx, input.current)
  await transact(ctx, async (tx) => {
    await replacePassword(tx, ctx.actor.id, input.next)
    await endSessions(tx, ctx.actor.id, sessionId)
    await record(tx, ctx, 'agent.changed', { id: ctx.actor.id, data: { password: true } })
  })
}

export async function changePreferences(
  ctx: Ctx<Agent>,
  input: ParsedInput<typeof session.changePreferences>['body'],
): Promise<Me> {
  const { locale = ctx.actor.locale, mails } = input
  await transact(ctx, async (tx) => {
    await tx
      .updateTable('agent')
      .set({
        locale,
        ...(mails?.newTickets !== undefined && { mail_new_tickets: mails.newTickets }),
        ...(mails?.changes !== undefined && { mail_changes: mails.changes }),
      })
      .where('id', '=', ctx.actor.id)
      .execute()
    await record(tx, ctx, 'agent.changed', { id: ctx.actor.id, data: { ...input } })
  })
  return describeMe(ctx, { ...ctx.actor, locale })
}

/** Returns the current session's id. Throws unauthenticated. */
export function requireSessionId({ session }: Http): string {
  if (!session) throw new AppError('unauthenticated')
  return session.id
}
