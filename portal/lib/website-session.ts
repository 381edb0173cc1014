import type { PortalMe } from '../../contract/portal.ts'
import { host } from './host.ts'
import { requestSiteSession } from './site-session.ts'

/** Session from the website, only in memory, so that the next user of this browser does not get it. */
let bearer: string | null = null

export const bearerHeaders = (): Record<string, string> => (bearer ? { authorization: `Bearer ${bearer}` } : {})

/** Uses a session that was opened in this page. */
export function setBearer(session: string) {
  bearer = session
}

let stated: string | null = null

/** Returns the user's unverified address from the website. */
export const readStatedEmail = () => stated

let asking: Promise<PortalMe | null> | null = null

/**
 * Signs in the user of the website. Returns null when nobody is signed in there; rejects when the website does not
 * respond. Concurrent calls share one request.
 */
export function signInThroughWebsite(): Promise<PortalMe | null> {
  asking ??= ask().finally(() => {
    asking = null
  })
  return asking
}

async function ask() {
  bearer = null
  const given = host.tokenUrl === null ? null : await requestSiteSession(host.server, host.tokenUrl)
  if (given === null) return null
  bearer = given.session
  stated = given.statedEmail
  return given.me
}
