import type { PortalMe } from '../../contract/portal.ts'
import { host } from './host.ts'
import { requestSiteSession } from './site-session.ts'

/** The session that the website vouched for: in memory alone, so that the next user of this browser finds none. */
let bearer: string | null = null

export const bearerHeaders = (): Record<string, string> => (bearer ? { authorization: `Bearer ${bearer}` } : {})

/** Goes on under a session that was opened in this page. */
export function setBearer(session: string) {
  bearer = session
}

let stated: string | null = null

/** Returns the address of the user, as the website says; nobody has confirmed it. */
export const readStatedEmail = () => stated

let asking: Promise<PortalMe | null> | null = null

/**
 * Asks the website who is signed in there, and signs them in here. Null when nobody is, or the website does not say;
 * rejects when it does not answer. Who asks meanwhile gets the same answer.
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
