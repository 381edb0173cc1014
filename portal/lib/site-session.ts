import { client } from '../../contract/client.ts'
import { portal } from '../../contract/endpoints/portal.ts'
import type { PortalSession } from '../../contract/portal.ts'

/**
 * Asks a website who is signed in there, and Guichet for a session of theirs. Null when nobody is; rejects when the website
 * does not answer, or with CallError when its word is refused.
 */
export async function askSiteSession(server: string, tokenUrl: string): Promise<PortalSession | null> {
  const token = await readToken(tokenUrl)
  return token === null ? null : client({ base: server })(portal.exchange, { body: { token } })
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
