import { randomBytes } from 'node:crypto'
import type { Http } from '../../platform/http/mount.ts'
import { linkMinutes } from './mail-link.ts'

const name = (isSecure: boolean) => (isSecure ? '__Host-guichet_asking' : 'guichet_asking')

/** Returns the secret of a browser that asks for a link. */
export const newBrowser = () => randomBytes(32).toString('base64url')

/** Same, and has the browser keep it while the link serves. */
export function markBrowser({ request, reply }: Http, isSecure: boolean): string {
  const browser = browserIn(request.headers.cookie, isSecure) ?? newBrowser()
  const parts = [`${name(isSecure)}=${browser}`, 'Path=/', 'HttpOnly', 'SameSite=Lax', `Max-Age=${linkMinutes * 60}`]
  if (isSecure) parts.push('Secure')
  reply.header('set-cookie', parts.join('; '))
  return browser
}

/** Returns the secret of a browser that asked for a link, or null. */
export function browserIn(cookie: string | undefined, isSecure: boolean): string | null {
  return new RegExp(`(?:^|;\\s*)${name(isSecure)}=([\\w-]{43})(?:;|$)`).exec(cookie ?? '')?.[1] ?? null
}
