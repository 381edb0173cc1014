import { client } from '../../contract/client.ts'
import { portal } from '../../contract/endpoints/portal.ts'
import type { PortalSession } from '../../contract/portal.ts'

/**
 * Requests a token from the website's endpoint and exchanges it for a session. Returns null when nobody is signed in
 * there. Rejects when the website does not respond, with CallError when the token is refused.
 */
export async function requestSiteSession(server: string, tokenUrl: string): Promise<PortalSession | null> {
  const token = await readToken(tokenUrl)
  return token === null ? null : client({ base: server })(portal.exchange, { body: { token } })
}

/** Reads a token, with a header that forms and links of other sites cannot send. */
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
