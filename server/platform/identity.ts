import { randomUUIDv7 } from 'node:crypto'
import { betterAuth } from 'better-auth'
import { bearer } from 'better-auth/plugins'
import { openPool } from './database.ts'
import { hashPassword, verifyPassword } from './password-hash.ts'

const days = 24 * 60 * 60

/**
 * better-auth over our tables: who signs in with what, and the sessions. Its own HTTP routes stay closed: ours call
 * its functions, so that every route is in the contract. Cookie cache off: a revoked session is gone at once.
 */
export function openIdentity(options: { databaseUrl: string; secret: string; publicUrl: string | undefined }) {
  // An idle connection may die with the database; the next query opens another.
  const pool = openPool(options.databaseUrl, { max: 4, onError: () => undefined })
  const isSecure = options.publicUrl?.startsWith('https:') ?? false
  const times = { createdAt: 'created_at', updatedAt: 'updated_at' }
  const auth = betterAuth({
    appName: 'Guichet',
    database: pool,
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
        expiresAt: 'expires_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
        ...times,
      },
      expiresIn: 30 * days,
      updateAge: days,
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
      cookiePrefix: 'guichet',
      useSecureCookies: isSecure,
      database: { generateId: () => randomUUIDv7() },
    },
    plugins: [bearer({ requireSignature: true })],
  })
  return { api: auth.api, isSecure, pool, close: () => pool.end() }
}
export type Identity = ReturnType<typeof openIdentity>
