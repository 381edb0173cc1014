import { CallError, client } from '../../contract/client.ts'
import { portal } from '../../contract/endpoints/portal.ts'
import { setup } from '../../contract/endpoints/setup.ts'
import type { PortalMe } from '../../contract/portal.ts'
import { host } from './host.ts'
import { locale, t } from './i18n.ts'
import { handleSessionEnd, me, setSignedIn, setSignedOut } from './session.ts'
import { bearerHeaders, signInThroughWebsite } from './website-session.ts'

export { CallError, portal, setup }

export const headers = () => ({ 'accept-language': locale.value, ...bearerHeaders() })

const send = client({
  get base() {
    return host.server
  },
  headers,
})

/** Calls a route of the contract. Rejects with CallError; see errorText(). A session from a website is renewed once. */
export const call: typeof send = (route, input, options) =>
  send(route, input, options).catch(async (error) => {
    if (isCode(error, 'unauthenticated') && (await restoreSession())) return send(route, input, options)
    throw error
  })

/** Returns the client signed in by our cookie or by the website, or null. */
export async function readMe(): Promise<PortalMe | null> {
  if (!host.isOwn) return signInThroughWebsite()
  return send(portal.me, {}).catch((error) => {
    if (isCode(error, 'unauthenticated')) return null
    throw error
  })
}

/** Restores a session that has ended through the website. Returns whether the same person is signed in. */
export async function restoreSession(): Promise<boolean> {
  const before = me.value?.id
  if (host.isOwn) {
    handleSessionEnd()
    return false
  }
  const client = await signInThroughWebsite().catch((error) => (isCode(error, 'site_token_refused') ? null : undefined))
  // A website that does not respond has not signed the client out.
  if (client === undefined) return false
  if (client) setSignedIn(client)
  else setSignedOut()
  return client?.id === before
}

export const isCode = (error: unknown, code: CallError['code']) => error instanceof CallError && error.code === code

/** Tells whether the server refused a request. Without a response, the request may have succeeded. */
export const isRefusal = (error: unknown) => error instanceof CallError && error.status >= 400 && error.status < 500

/** Returns the message of an error. The server sends refusals in the reader's language. */
export function errorText(error: unknown): string {
  if (isCode(error, 'unreachable')) return t('error.unreachable')
  return isRefusal(error) && (error as CallError).message ? (error as CallError).message : t('error.other')
}
