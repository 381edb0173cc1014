import { sql } from 'kysely'
import type { Me } from '../../../contract/people.ts'
import { AppError } from '../../platform/app-error.ts'
import type { Ctx } from '../../platform/context.ts'
import type { Db } from '../../platform/database.ts'
import { type Http, networkOf } from '../../platform/http/mount.ts'
import { type Identity, listCookies, readSessionHash } from '../../platform/identity.ts'
import { recordSecurity } from '../../platform/security-record.ts'
import { beginAttempt, endAttempt } from '../../platform/throttle.ts'
import { endSessions } from './accounts.ts'
import { headersOf, type PasskeyResponse, toAppError } from './better-auth.ts'
import { loadActor } from './load-actor.ts'
import { rehashPassword } from './require-password.ts'
import { describeMe } from './session.ts'
import { bucketsFor, readSource, saveSource } from './sources.ts'

type Credentials = { email: string; password: string }

/**
 * Signs in and sets the cookies. Unknown addresses and wrong passwords get the same reply in the same time.
 * Throws wrong_credentials, too_many_requests, second_factor_required, enrolment_required.
 */
export async function signIn(ctx: Ctx, identity: Identity, credentials: Credentials, http: Http): Promise<Me> {
  const buckets = await bucketsFor(ctx.db, credentials.email, readSource(http))
  await beginAttempt(ctx.db, buckets)
  const verified = await verifyCredentials(identity, credentials, http)
  await endAttempt(ctx.db, buckets)
  return signInVerified(ctx, identity, credentials, http, verified)
}

/** Signs in with credentials that were set in the same request, without throttling. */
export async function signInVerified(
  ctx: Ctx,
  identity: Identity,
  credentials: Credentials,
  http: Http,
  verified?: Awaited<ReturnType<typeof verifyCredentials>>,
): Promise<Me> {
  const { headers, response } = verified ?? (await verifyCredentials(identity, credentials, http))
  await rehashPassword(ctx.db, credentials.email, credentials.password)
  const methods = await secondFactorsOf(ctx.db, credentials.email)
  if (methods.length === 0) return openSession(ctx, identity, headers, http, { secondFactor: false, means: 'password' })
  // A cookie of better-auth proves for ten minutes that the password was right. It grants no access.
  if ('twoFactorRedirect' in response) setCookies(headers, http)
  else await dropSession(ctx.db, headers)
  throw new AppError('second_factor_required', { methods })
}

/** Finishes signing in with the code of an authenticator app or a recovery code. Throws wrong_code, second_step_expired. */
export async function signInWithCode(ctx: Ctx, identity: Identity, code: string, http: Http): Promise<Me> {
  const request = { body: { code }, headers: headersOf(http, 'anonymous'), returnHeaders: true } as const
  const verify = /^\d{6}$/.test(code) ? identity.api.verifyTOTP : identity.api.verifyBackupCode
  const { headers } = await verify(request).catch((error) => {
    throw toAppError(error, 'wrong_code')
  })
  return openSession(ctx, identity, headers, http, { secondFactor: true, means: 'code' })
}

/** Signs in with a passkey. Throws passkey_refused. */
export async function signInWithPasskey(
  ctx: Ctx,
  identity: Identity,
  response: PasskeyResponse,
  http: Http,
): Promise<Me> {
  const { headers } = await identity.api
    .verifyPasskeyAuthentication({ body: { response }, headers: headersOf(http, 'anonymous'), returnHeaders: true })
    .catch((error) => {
      throw toAppError(error, 'passkey_refused')
    })
  return openSession(ctx, identity, headers, http, { secondFactor: true, means: 'passkey' })
}

function verifyCredentials(identity: Identity, body: Credentials, http: Http) {
  const headers = headersOf(http, 'anonymous')
  return identity.api.signInEmail({ body, headers, returnHeaders: true }).catch((error) => {
    throw toAppError(error, 'wrong_credentials')
  })
}

async function secondFactorsOf(db: Db, email: string): Promise<('totp' | 'passkey')[]> {
  const { totp, passkey } = await db
    .selectFrom('user_account')
    .select('two_factor_enabled as totp')
    .select(sql<boolean>`exists (select 1 from passkey where user_id = user_account.id)`.as('passkey'))
    .where('email', '=', email)
    .executeTakeFirstOrThrow()
  return [...(totp ? (['totp'] as const) : []), ...(passkey ? (['passkey'] as const) : [])]
}

/** Opens the session: marks its factors and sets its cookies. Throws wrong_credentials for a disabled agent. */
async function openSession(
  ctx: Ctx,
  identity: Identity,
  headers: Headers,
  http: Http,
  { secondFactor, means }: { secondFactor: boolean; means: 'password' | 'code' | 'passkey' },
): Promise<Me> {
  const { user_id } = await ctx.db
    .updateTable('user_session')
    .set({ second_factor: secondFactor, confirmed_at: sql<string>`now()` })
    .where('token_hash', '=', readSessionHash(headers))
    .returning('user_id')
    .executeTakeFirstOrThrow()
  const actor = await loadActor(ctx.db, user_id)
  if (!actor) {
    await endSessions(ctx.db, user_id)
    throw new AppError('wrong_credentials')
  }
  await recordSecurity(ctx.db, { kind: 'sign_in', actor, network: networkOf(http.request), detail: means })
  setCookies(headers, http)
  await saveSource(ctx.db, actor.id, http, identity.isSecure)
  if (actor.secondFactorRequired && !secondFactor) throw new AppError('enrolment_required')
  return describeMe(ctx, actor)
}

function setCookies(headers: Headers, { reply }: Http): void {
  for (const cookie of listCookies(headers)) reply.header('set-cookie', cookie)
}

async function dropSession(db: Db, headers: Headers): Promise<void> {
  await db.deleteFrom('user_session').where('token_hash', '=', readSessionHash(headers)).execute()
}
