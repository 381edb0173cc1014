import { randomBytes } from 'node:crypto'
import type { Http } from '../../platform/http/mount.ts'
import { linkMinutes } from './mail-link.ts'

const name = (isSecure: boolean) => (isSecure ? '__Host-guichet_asking' : 'guichet_asking')

/** Returns a new secret for a browser that requests a sign-in link. */
export const createBrowserSecret = () => randomBytes(32).toString('base64url')

/** Returns the browser's secret, setting a cookie that lives as long as the link. */
export function issueBrowserSecret({ request, reply }: Http, isSecure: boolean): string {
  const browser = readBrowserSecret(request.headers.cookie, isSecure) ?? createBrowserSecret()
  const parts = [`${name(isSecure)}=${browser}`, 'Path=/', 'HttpOnly', 'SameSite=Lax', `Max-Age=${linkMinutes * 60}`]
  if (isSecure) parts.push('Secure')
  reply.header('set-cookie', parts.join('; '))
  return browser
}

/** Returns the secret of a browser that requested a sign-in link, or null. */
export function readBrowserSecret(cookie: string | undefined, isSecure: boolean): string | null {
  return new RegExp(`(?:^|;\\s*)${name(isSecure)}=([\\w-]{43})(?:;|$)`).exec(cookie ?? '')?.[1] ?? null
}
