import { createHash } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { client } from '../contract/client.ts'
import type { ErrorReply } from '../contract/errors.ts'
import type { FormChallenge, FormProof } from '../contract/forms.ts'
import { api } from '../contract/index.ts'
import type { Db } from '../server/platform/database.ts'

/** `db` lets a test change times. */
type Served = { base: string; db?: Db }

function solve({ maxnumber, ...challenge }: FormChallenge): FormProof {
  for (let number = 0; number <= maxnumber; number += 1)
    if (createHash('sha256').update(`${challenge.salt}${number}`).digest('hex') === challenge.challenge)
      return { ...challenge, number }
  throw new Error('no number is the answer')
}

/**
 * Obtains a guest's pass for a form, old enough not to look like a robot's by default.
 * @param more headers of each request
 */
export async function guestWithPass(
  { base, db }: Served,
  formId: string,
  { quick = false, more = {} as Record<string, string> } = {},
) {
  const of = { params: { id: formId } }
  const guest = client({ base, headers: () => more })
  const proof = solve(await guest(api.forms.challenge, of))
  if (!quick && !db) await wait(2_100)
  const { pass } = await guest(api.forms.pass, { ...of, body: proof })
  // Set the time instead of waiting for it.
  if (db)
    await db
      .updateTable('form_pass')
      .set({ asked_at: new Date(Date.now() + (quick ? 60_000 : -60_000)).toISOString() })
      .where('challenge', '=', proof.challenge)
      .execute()
  return { proof, call: client({ base, headers: () => ({ ...more, authorization: `Bearer ${pass}` }) }) }
}

/** Signs in a guest by the secret link of their ticket. */
export async function followTicket(base: string, path: string | null) {
  const token = path?.split('#lien=')[1] ?? ''
  const answer = await fetch(base + api.portal.follow.path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  })
  const cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  const refusal = answer.ok ? null : ((await answer.json()) as ErrorReply)
  return { status: answer.status, refusal, cookie, call: client({ base, headers: () => ({ cookie }) }) }
}
