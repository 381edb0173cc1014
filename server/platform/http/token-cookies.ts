import { parseCookie, stringifySetCookie } from 'cookie'

/** Returns a cookie's full name. Under HTTPS the prefix stops neighbouring hosts and plain HTTP from setting the cookie. */
export const cookieName = (name: string, isSecure: boolean) => (isSecure ? `__Host-${name}` : name)

/** Returns the token that a Cookie header holds under a full name, or null. */
export function readTokenCookie(header: string | undefined, fullName: string): string | null {
  const token = parseCookie(header ?? '')[fullName]
  return token !== undefined && /^[\w-]{43}$/.test(token) ? token : null
}

type TokenCookie = { name: string; maxAgeSeconds: number; isSecure: boolean }

/** Returns the Set-Cookie header of a token; null deletes the cookie. */
export function tokenCookie(token: string | null, { name, maxAgeSeconds, isSecure }: TokenCookie): string {
  return stringifySetCookie({
    name: cookieName(name, isSecure),
    value: token ?? '',
    maxAge: token === null ? 0 : maxAgeSeconds,
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: isSecure,
  })
}
