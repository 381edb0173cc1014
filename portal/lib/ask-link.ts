import { portalPaths } from '../../contract/rules/page-addresses.ts'
import { call, portal } from './api.ts'
import { host } from './host.ts'
import { kept } from './kept.ts'
import { at } from './router.ts'
import { signedIn } from './session.ts'
import { tellTabs } from './tabs.ts'
import { takeBearer } from './vouched.ts'

/** Secret of this page when it has no cookie, sent with a code. In memory alone. */
let browser: string | null = null

/** Has a sign-in link mailed. @param ticketKey id of the ticket that it leads to: numbers are for signed-in clients */
export async function askLink(email: string, ticketKey: string | null) {
  kept.write('destination', at.value.path === portalPaths.account ? at.value.path : null)
  const ticketId = ticketKey?.length === 36 ? ticketKey : null
  const asked = await call(portal.mailLink, { body: { email, ticketId, withoutCookie: !host.isOwn } })
  browser = asked.browser
}

/** Signs in by the code that a link shows in another browser. */
export async function enterByCode(code: string) {
  const body = { code, ...(browser !== null && { browser }) }
  const { me, session } = await call(portal.signInByCode, { body })
  if (session !== null) takeBearer(session)
  signedIn(me)
  if (host.isOwn) tellTabs('in')
}

/** Where a link that leads nowhere in particular was asked for, in this browser; told once. */
export function askedFrom(): string | null {
  const path = kept.read<string>('destination')
  kept.write('destination', null)
  return path
}
