import { kyselyAdapter } from '@better-auth/kysely-adapter'
import { passkey } from '@better-auth/passkey'
import { type BetterAuthOptions, betterAuth } from 'better-auth'
import { APIError } from 'better-auth/api'
import { bearer, twoFactor } from 'better-auth/plugins'
import { Kysely, PostgresDialect } from 'kysely'
import { openPool } from './database.ts'
import { hashSessionTokens } from './hashed-tokens.ts'
import { newId } from './new-id.ts'
import { hashPassword, verifyPassword } from './password-hash.ts'
import { hashToken } from './signature.ts'

const days = 24 * 60 * 60
/** Number of unused days after which a session ends. */
const sessionIdleDays = 30
/** Number of days after which a session ends in any case. */
export const sessionMaxDays = 90

/** Plugin for codes of authenticator apps, and recovery codes. */
const codes = twoFactor({
  schema: {
    user: { fields: { twoFactorEnabled: 'two_factor_enabled' } },
    twoFactor: {
      modelName: 'two_factor',
      fields: {
        userId: 'user_id',
        backupCodes: 'backup_codes',
        failedVerificationCount: 'failed_verification_count',
        lockedUntil: 'locked_until',
      },
    },
  },
})

/** Plugin for passkeys with user verification by PIN or fingerprint, each of which counts as two factors. */
const passkeys = (publicUrl: string | undefined) =>
  passkey({
    ...(publicUrl !== undefined && { origin: publicUrl }),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    registration: { afterVerification: ({ verification }) => requireUser(verification.registrationInfo?.userVerified) },
    authentication: {
      afterVerification: ({ verification }) => requireUser(verification.authenticationInfo.userVerified),
    },
    schema: {
      passkey: {
        fields: {
          userId: 'user_id',
          publicKey: 'public_key',
          credentialID: 'credential_id',
          deviceType: 'device_type',
          backedUp: 'backed_up',
          createdAt: 'created_at',
        },
      },
    },
  })

async function requireUser(isVerified: boolean | undefined) {
  if (!isVerified) throw new APIError('UNAUTHORIZED')
}

/**
 * Opens better-auth with our tables for credentials and sessions. Its own HTTP routes are not mounted; ours call its
 * functions, so that every route is in the contract. Its cookie cache is off, so that a revoked session ends at once.
 */
export function openIdentity(options: { databaseUrl: string; secret: string; publicUrl: string | undefined }) {
  // An idle connection may die with the database; the next query opens another.
  const pool = openPool(options.databaseUrl, { max: 4, onError: () => undefined })
  const kysely = new Kysely({ dialect: new PostgresDialect({ pool }) })
  const isSecure = options.publicUrl?.startsWith('https:') ?? false
  const times = { createdAt: 'created_at', updatedAt: 'updated_at' }
  const auth = betterAuth({
    appName: 'Guichet',
    database: (settings: BetterAuthOptions) => hashSessionTokens(kyselyAdapter(kysely, { type: 'postgres' })(settings)),
    secret: options.secret,
    baseURL: options.publicUrl ?? 'http://localhost',
    telemetry: { enabled: false },
    logger: { disabled: true },
    rateLimit: { enabled: false },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 1,
      maxPasswordLength: 200,
      password: {
        hash: hashPassword,
        verify: ({ password, hash }: { password: string; hash: string }) => verifyPassword(password, hash),
      },
    },
    user: { modelName: 'user_account', fields: { emailVerified: 'email_verified', ...times } },
    session: {
      modelName: 'user_session',
      fields: {
        userId: 'user_id',
        token: 'token_hash',
        expiresAt: 'expires_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
        ...times,
      },
      additionalFields: {
        secondFactor: { type: 'boolean', fieldName: 'second_factor', required: false, input: false },
      },
      expiresIn: sessionIdleDays * days,
      updateAge: days / 24,
      freshAge: 0,
      cookieCache: { enabled: false },
    },
    account: {
      modelName: 'user_credential',
      fields: {
        userId: 'user_id',
        accountId: 'account_id',
        providerId: 'provider_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        ...times,
      },
    },
    verification: { modelName: 'user_verification', fields: { expiresAt: 'expires_at', ...times } },
    advanced: {
      // The prefix makes browsers refuse such a cookie from a neighbouring host or plain HTTP.
      cookiePrefix: isSecure ? '__Host-guichet' : 'guichet',
      useSecureCookies: false,
      defaultCookieAttributes: { secure: isSecure },
      database: { generateId: () => newId() },
    },
    plugins: [bearer({ requireSignature: true }), codes, passkeys(options.publicUrl)],
  })
  return { api: auth.api, isSecure, pool, close: () => kysely.destroy() }
}
export type Identity = ReturnType<typeof openIdentity>

/**
 * Returns the cookies of a response for the browser. A session cookie lives as long as the session can, because the
 * database decides its end.
 */
export function listCookies(answered: Headers): string[] {
  const idle = `Max-Age=${sessionIdleDays * days}`
  return answered.getSetCookie().map((cookie) => cookie.replace(idle, `Max-Age=${sessionMaxDays * days}`))
}

/** Returns the token hash of the session that a response opened. Throws when it opened none. */
export function readSessionHash(answered: Headers): string {
  for (const cookie of answered.getSetCookie()) {
    const value = /^[^=]*session_token=([^;]+)/.exec(cookie)?.[1]
    if (value) return hashToken(decodeURIComponent(value).split('.')[0] ?? '')
  }
  throw new Error('The response opened no session')
}
