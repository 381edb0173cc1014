import { CallError, client } from '../../contract/client.ts'
import { setup } from '../../contract/people.ts'
import { type PortalMe, portal } from '../../contract/portal.ts'
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

/**
 * Calls a route of the contract. Rejects with CallError; word it with `errorText`. A session that a website vouched for
 * is renewed by asking it again, once.
 */
export const call: typeof send = (route, input, options) =>
  send(route, input, options).catch(async (error) => {
    if (isCode(error, 'unauthenticated') && (await restoreSession())) return send(route, input, options)
    throw error
  })

/** Reads the signed-in client, by our cookie or by the word of the website; null when there is none. */
export async function readMe(): Promise<PortalMe | null> {
  if (!host.isOwn) return signInThroughWebsite()
  return send(portal.me, {}).catch((error) => {
    if (isCode(error, 'unauthenticated')) return null
    throw error
  })
}

/** A session has ended. Whether the same person is signed in again, since their website says so. */
export async function restoreSession(): Promise<boolean> {
  const before = me.value?.id
  if (host.isOwn) {
    handleSessionEnd()
    return false
  }
  const client = await signInThroughWebsite().catch((error) => (isCode(error, 'site_token_refused') ? null : undefined))
  // A website that does not answer has signed nobody out.
  if (client === undefined) return false
  if (client) setSignedIn(client)
  else setSignedOut()
  return client?.id === before
}

export const isCode = (error: unknown, code: CallError['code']) => error instanceof CallError && error.code === code

/** The server has answered, and nothing was done; as against a silence, after which it may have been. */
export const isRefusal = (error: unknown) => error instanceof CallError && error.status >= 400 && error.status < 500

/** Returns the words of an error: the server words a refusal in the reader's language. */
export function errorText(error: unknown): string {
  if (isCode(error, 'unreachable')) return t('error.unreachable')
  return isRefusal(error) && (error as CallError).message ? (error as CallError).message : t('error.other')
}
