import { portalPaths } from '../../contract/rules/page-addresses.ts'
import { call, portal } from './api.ts'
import { clientStorage } from './client-storage.ts'
import { host } from './host.ts'
import { route } from './router.ts'
import { setSignedIn } from './session.ts'
import { notifyTabs } from './tabs.ts'
import { setBearer } from './website-session.ts'

/** Secret of this page when it has no cookie, sent with a code. Only in memory. */
let browser: string | null = null

/** Requests a sign-in link by mail. @param ticketKey ticket that it opens, used when it is an id */
export async function requestLink(email: string, ticketKey: string | null) {
  clientStorage.write('destination', route.value.path === portalPaths.account ? route.value.path : null)
  const ticketId = ticketKey?.length === 36 ? ticketKey : null
  const asked = await call(portal.mailLink, { body: { email, ticketId, withoutCookie: !host.isOwn } })
  browser = asked.browser
}

/** Signs in with the code that a link shows in another browser. */
export async function signInWithCode(code: string) {
  const body = { code, ...(browser !== null && { browser }) }
  const { me, session } = await call(portal.signInByCode, { body })
  if (session !== null) setBearer(session)
  setSignedIn(me)
  if (host.isOwn) notifyTabs('in')
}

/** Returns the page where this browser requested its last link, once. */
export function takeDestination(): string | null {
  const path = clientStorage.read<string>('destination')
  clientStorage.write('destination', null)
  return path
}
