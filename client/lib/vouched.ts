import { client } from '../../contract/client.ts'
import { type PortalMe, portal } from '../../contract/portal.ts'
import { host } from './host.ts'

/** The session that the website vouched for: in memory alone, so that the next user of this browser finds none. */
let bearer: string | null = null

export const bearerHeaders = (): Record<string, string> => (bearer ? { authorization: `Bearer ${bearer}` } : {})

const send = client({
  get base() {
    return host.server
  },
})

let asking: Promise<PortalMe | null> | null = null

/**
 * Asks the website who is signed in there, and signs them in here. Null when nobody is, or the website does not say;
 * rejects when it does not answer. Who asks meanwhile gets the same answer.
 */
export function askWebsite(): Promise<PortalMe | null> {
  asking ??= ask().finally(() => {
    asking = null
  })
  return asking
}

async function ask() {
  bearer = null
  if (host.tokenUrl === null) return null
  const token = await readToken(host.tokenUrl)
  if (token === null) return null
  const { me, session } = await send(portal.exchange, { body: { token } })
  bearer = session
  return me
}

/** The header is what a form or a link of another site cannot send. */
async function readToken(url: string): Promise<string | null> {
  const init: RequestInit = {
    method: 'POST',
    headers: { 'x-guichet': '1' },
    credentials: 'same-origin',
    cache: 'no-store',
  }
  const answer = await fetch(new URL(url, document.baseURI), init)
  if (!answer.ok) throw new Error(`token-url: ${answer.status}`)
  const { token } = (await answer.json()) as { token: string | null }
  return token
}
