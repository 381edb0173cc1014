import { setTimeout as wait } from 'node:timers/promises'
import type { Me, session } from '../../../contract/people.ts'
import type { Parsed } from '../../../contract/route.ts'
import { AppError } from '../../platform/app-error.ts'
import type { Agent, Ctx } from '../../platform/context.ts'
import type { Db } from '../../platform/database.ts'
import type { Http } from '../../platform/http/mount.ts'
import { cookiesOf, type Identity } from '../../platform/identity.ts'
import { hashPassword, isOutdated, verifyPassword } from '../../platform/password-hash.ts'
import { record } from '../../platform/record.ts'
import { beginAttempt, endAttempt } from '../../platform/throttle.ts'
import { transact } from '../../platform/transact.ts'
import { endSessions, replacePassword } from './accounts.ts'
import { loadActor } from './load-actor.ts'
import { hearsOfNewTickets } from './new-ticket-mails.ts'
import { bucketsFor, rememberSource, sourceOf } from './sources.ts'

type Credentials = { email: string; password: string }

/**
 * Signs in and sets the cookies. Unknown addresses and wrong passwords get the same reply in the same time.
 * Throws wrong_credentials, too_many_requests.
 */
export async function signIn(ctx: Ctx, identity: Identity, credentials: Credentials, http: Http): Promise<Me> {
  const buckets = await bucketsFor(ctx.db, credentials.email, sourceOf(http))
  await beginAttempt(ctx.db, buckets)
  const me = await enter(ctx, identity, credentials, http)
  await endAttempt(ctx.db, buckets)
  return me
}

/** Same, for credentials that were chosen in the same request. */
export async function enter(ctx: Ctx, identity: Identity, credentials: Credentials, http: Http): Promise<Me> {
  const { request, reply } = http
  const headers = new Headers({ 'user-agent': request.headers['user-agent'] ?? '', 'x-forwarded-for': request.ip })
  const { headers: answered, response } = await identity.api
    .signInEmail({ body: credentials, headers, returnHeaders: true })
    .catch((error) => {
      if (error instanceof Error && 'status' in error && error.status === 'UNAUTHORIZED')
        throw new AppError('wrong_credentials')
      throw error
    })
  const actor = await loadActor(ctx.db, response.user.id)
  if (!actor) {
    await endSessions(ctx.db, response.user.id)
    throw new AppError('wrong_credentials')
  }
  for (const cookie of cookiesOf(answered)) reply.header('set-cookie', cookie)
  await rememberSource(ctx.db, actor.id, http, identity.isSecure)
  await rehash(ctx.db, actor.id, credentials.password)
  return describeMe(ctx, actor)
}

/** Replaces a hash that costs less than new ones do, while its password is at hand. */
async function rehash(db: Db, userId: string, password: string): Promise<void> {
  const kept = await findHash(db, userId)
  if (kept === null || !isOutdated(kept)) return
  await db
    .updateTable('user_credential')
    .set({ password: await hashPassword(password) })
    .where('user_id', '=', userId)
    .where('password', '=', kept)
    .execute()
}

async function findHash(db: Db, userId: string): Promise<string | null> {
  const credential = await db
    .selectFrom('user_credential')
    .select('password')
    .where('user_id', '=', userId)
    .where('provider_id', '=', 'credential')
    .executeTakeFirst()
  return credential?.password ?? null
}

export async function signOut(identity: Identity, { request, reply }: Http): Promise<undefined> {
  const headers = new Headers()
  if (request.headers.cookie) headers.set('cookie', request.headers.cookie)
  if (request.headers.authorization) headers.set('authorization', request.headers.authorization)
  const { headers: answered } = await identity.api.signOut({ headers, returnHeaders: true })
  for (const cookie of cookiesOf(answered)) reply.header('set-cookie', cookie)
}

export async function describeMe(ctx: Ctx, actor: Agent): Promise<Me> {
  const organisation = await ctx.db
    .selectFrom('organisation')
    .select(['name', 'time_zone as timeZone'])
    .executeTakeFirstOrThrow()
  const mails = await ctx.db
    .selectFrom('agent')
    .select([hearsOfNewTickets.as('newTickets'), 'mail_changes as changes'])
    .where('id', '=', actor.id)
    .executeTakeFirstOrThrow()
  const { id, name, email, role, locale } = actor
  return { id, name, email, role, locale, permissions: [...actor.permissions].sort(), mails, organisation }
}

export async function changePassword(
  ctx: Ctx<Agent>,
  input: Parsed<typeof session.changePassword>['body'],
  sessionId: string,
): Promise<void> {
  await requirePassword(ctx, input.current)
  await transact(ctx, async (tx) => {
    await replacePassword(tx, ctx.actor.id, input.next)
    await endSessions(tx, ctx.actor.id, sessionId)
    await record(tx, ctx, 'agent.changed', { subject: 'agent', id: ctx.actor.id, data: { password: true } })
  })
}

async function requirePassword(ctx: Ctx<Agent>, password: string): Promise<void> {
  const buckets = [{ name: `password ${ctx.actor.id}`, free: 5 }]
  await beginAttempt(ctx.db, buckets)
  const kept = await findHash(ctx.db, ctx.actor.id)
  if (kept !== null && (await verifyPassword(password, kept))) return endAttempt(ctx.db, buckets)
  await wait(300)
  throw new AppError('wrong_credentials')
}

export async function changePreferences(
  ctx: Ctx<Agent>,
  input: Parsed<typeof session.changePreferences>['body'],
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
    await record(tx, ctx, 'agent.changed', { subject: 'agent', id: ctx.actor.id, data: { ...input } })
  })
  return describeMe(ctx, { ...ctx.actor, locale })
}
