import { sql } from 'kysely'
import type { SecondFactors } from '../../../contract/account.ts'
import type { Agent } from '../../actors.ts'
import { AppError } from '../../platform/app-error.ts'
import type { Ctx } from '../../platform/context.ts'
import type { Http } from '../../platform/http/mount.ts'
import { type Identity, listCookies, readSessionHash } from '../../platform/identity.ts'
import { headersOf, type PasskeyResponse, toAppError } from './better-auth.ts'
import { addFactor } from './second-factors.ts'
import { requireSessionId } from './session.ts'

/** Returns the options for a browser to sign in with a passkey, and sets the cookie of its challenge. */
export async function startPasskeySignIn(identity: Identity, http: Http) {
  const { headers, response } = await identity.api.generatePasskeyAuthenticationOptions({
    headers: headersOf(http),
    returnHeaders: true,
  })
  for (const cookie of listCookies(headers)) http.reply.header('set-cookie', cookie)
  return { ...response, userVerification: 'required' }
}

/** Returns the options for a browser to create a passkey, and sets the cookie of its challenge. */
export async function startPasskey(identity: Identity, http: Http) {
  const { headers, response } = await identity.api.generatePasskeyRegistrationOptions({
    headers: headersOf(http),
    returnHeaders: true,
  })
  for (const cookie of listCookies(headers)) http.reply.header('set-cookie', cookie)
  return { ...response }
}

type NewPasskey = { name: string; response: object }

/** Adds a passkey to the agent's account. Throws passkey_refused. */
export async function addPasskey(
  ctx: Ctx<Agent>,
  identity: Identity,
  { name, response }: NewPasskey,
  http: Http,
): Promise<SecondFactors> {
  await identity.api
    .verifyPasskeyRegistration({ body: { name, response }, headers: headersOf(http) })
    .catch((error) => {
      throw toAppError(error, 'passkey_refused')
    })
  return addFactor(ctx, requireSessionId(http), 'passkey')
}

/** Confirms the session with a passkey of its owner. Throws passkey_refused. */
export async function confirmWithPasskey(
  { db, actor }: Ctx<Agent>,
  identity: Identity,
  response: PasskeyResponse,
  http: Http,
): Promise<undefined> {
  const { headers } = await identity.api
    .verifyPasskeyAuthentication({ body: { response }, headers: headersOf(http), returnHeaders: true })
    .catch((error) => {
      throw toAppError(error, 'passkey_refused')
    })
  // The verification also opened a session, which is not needed.
  const opened = await db
    .deleteFrom('user_session')
    .where('token_hash', '=', readSessionHash(headers))
    .returning('user_id')
    .executeTakeFirst()
  if (opened?.user_id !== actor.id) throw new AppError('passkey_refused')
  await confirmSession(db, requireSessionId(http))
}

/** Marks a session as confirmed by its owner just now. */
export async function confirmSession(db: Ctx['db'], sessionId: string): Promise<undefined> {
  await db.updateTable('user_session').set({ confirmed_at: sql<string>`now()` }).where('id', '=', sessionId).execute()
}
