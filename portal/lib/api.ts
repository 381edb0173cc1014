import { CallError, client } from '../../contract/client.ts'
import { portal } from '../../contract/endpoints/portal.ts'
import { setup } from '../../contract/endpoints/setup.ts'
import type { PortalMe } from '../../contract/portal.ts'
import { host } from './host.ts'
import { locale, t } from './i18n.ts'
import { me, sessionEnded, signedIn, signedOut } from './session.ts'
import { askWebsite, bearerHeaders } from './vouched.ts'

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
    if (isCode(error, 'unauthenticated') && (await isStillThere())) return send(route, input, options)
    throw error
  })

/** Reads the signed-in client, by our cookie or by the word of the website; null when there is none. */
export async function readMe(): Promise<PortalMe | null> {
  if (!host.isOwn) return askWebsite()
  return send(portal.me, {}).catch((error) => {
    if (isCode(error, 'unauthenticated')) return null
    throw error
  })
}

/** A session has ended. Whether the same person is signed in again, since their website says so. */
export async function isStillThere(): Promise<boolean> {
  const before = me.value?.id
  if (host.isOwn) {
    sessionEnded()
    return false
  }
  const client = await askWebsite().catch((error) => (isCode(error, 'site_token_refused') ? null : undefined))
  // A website that does not answer has signed nobody out.
  if (client === undefined) return false
  if (client) signedIn(client)
  else signedOut()
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
