import { randomBytes } from 'node:crypto'
import type { Http } from '../../platform/http/mount.ts'
import { cookieName, readTokenCookie, tokenCookie } from '../../platform/http/token-cookies.ts'
import { linkMinutes } from './mail-link.ts'

const name = 'guichet_asking'

/** Returns a new secret for a browser that requests a sign-in link. */
export const createBrowserSecret = () => randomBytes(32).toString('base64url')

/** Returns the browser's secret, setting a cookie that lives as long as the link. */
export function issueBrowserSecret({ request, reply }: Http, isSecure: boolean): string {
  const browser = readBrowserSecret(request.headers.cookie, isSecure) ?? createBrowserSecret()
  reply.header('set-cookie', tokenCookie(browser, { name, maxAgeSeconds: linkMinutes * 60, isSecure }))
  return browser
}

/** Returns the secret of a browser that requested a sign-in link, or null. */
export const readBrowserSecret = (cookie: string | undefined, isSecure: boolean) =>
  readTokenCookie(cookie, cookieName(name, isSecure))
