import { client } from '../contract/client.ts'
import { api } from '../contract/index.ts'
import { linkToken } from '../server/modules/mails/index.ts'
import type { Db } from '../server/platform/database.ts'
import { instanceSecret } from '../server/platform/instance-secret.ts'
import { secrets } from './secrets.ts'

/** Returns the token of the newest link that was mailed to a contact. */
export async function newestToken(db: Db, contactId: string): Promise<string> {
  const link = await db
    .selectFrom('client_link')
    .select('id')
    .where('contact_id', '=', contactId)
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
  return linkToken(await instanceSecret(db, secrets, 'mail-links'), link.id)
}

/** Signs in a contact by a mailed link. */
export async function signInClient(
  { db, base }: { db: Db; base: string },
  contact: { id: string; email: string | null },
) {
  const asking = await askLink(base, contact.email ?? '')
  const cookie = await spend(base, await newestToken(db, contact.id), asking)
  const call = client({ base, headers: () => ({ cookie }) })
  return { ...(await call(api.portal.me, {})), cookie, call }
}

/** Requests a link as a page does. Returns the cookie of its browser. */
export async function askLink(base: string, email: string): Promise<string> {
  const answer = await fetch(base + api.portal.mailLink.path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email }),
  })
  if (answer.status !== 200) throw new Error(`asking for a link: ${answer.status} ${await answer.text()}`)
  return answer.headers.getSetCookie()[0]?.split(';')[0] ?? ''
}

/** Signs in by a token in the browser that requested it. Returns the cookie of the session. */
export async function spend(base: string, token: string, asking: string): Promise<string> {
  const answer = await fetch(base + api.portal.signIn.path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie: asking },
    body: JSON.stringify({ token }),
  })
  if (answer.status !== 200) throw new Error(`signing in: ${answer.status} ${await answer.text()}`)
  return answer.headers.getSetCookie()[0]?.split(';')[0] ?? ''
}
