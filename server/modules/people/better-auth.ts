import type { ErrorCode } from '../../../contract/errors.ts'
import { AppError } from '../../platform/app-error.ts'
import type { Http } from '../../platform/http/mount.ts'
import type { Identity } from '../../platform/identity.ts'

/** Signature of a browser's passkey; the library checks its form. */
export type PasskeyResponse = NonNullable<
  Parameters<Identity['api']['verifyPasskeyAuthentication']>[0]
>['body']['response']

/**
 * Returns a request's headers as better-auth reads them.
 * @param who `anonymous` leaves the session out, so that signing in never depends on who was signed in before
 */
export function headersOf({ request }: Http, who: 'anonymous' | 'signed-in' = 'signed-in'): Headers {
  const { cookie, authorization, origin, 'user-agent': browser = '' } = request.headers
  const headers = new Headers({ 'user-agent': browser, 'x-forwarded-for': request.ip })
  const sent = who === 'anonymous' ? cookie?.replace(/[^;\s]*session_token=[^;]*;?\s*/, '') : cookie
  if (sent) headers.set('cookie', sent)
  if (authorization && who === 'signed-in') headers.set('authorization', authorization)
  if (origin) headers.set('origin', origin)
  return headers
}

const expired = ['INVALID_TWO_FACTOR_COOKIE', 'TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE']

/** Converts an error of better-auth to an AppError. Returns other errors unchanged. */
export function toAppError(error: unknown, refused: ErrorCode): unknown {
  if (!(error instanceof Error) || !('status' in error)) return error
  const { code } = ('body' in error ? error.body : {}) as { code?: string }
  if (error.status === 'TOO_MANY_REQUESTS') return new AppError('too_many_requests', { seconds: 900 })
  if (code && expired.includes(code)) return new AppError('second_step_expired')
  return ['UNAUTHORIZED', 'BAD_REQUEST', 'CONFLICT', 'FORBIDDEN'].includes(String(error.status))
    ? new AppError(refused)
    : error
}
