import { createChallenge, verifySolution } from 'altcha-lib/v1'
import type { FormChallenge, FormProof } from '../../../contract/forms.ts'

/** A slow telephone tries 50,000 numbers a second; on average half of these are tried, while the form is filled in. */
const maxnumber = 100_000
const lastsMs = 10 * 60_000

/** A proof of work to do. Nothing of it is stored: its signature says that we made it, and its salt until when it serves. */
export async function newChallenge(secret: string, formId: string): Promise<FormChallenge> {
  const expires = new Date(Date.now() + lastsMs)
  const made = await createChallenge({ hmacKey: secret, maxNumber: maxnumber, expires, params: { form: formId } })
  const { challenge, salt, signature } = made
  return { algorithm: 'SHA-256', challenge, salt, signature, maxnumber }
}

/** When the challenge was asked for; null for what is no proof, of no challenge of ours, for another form, or too late. */
export async function readProof(secret: string, formId: string, proof: FormProof): Promise<Date | null> {
  const believed = await verifySolution(proof, secret, true).catch(() => false)
  const said = new URLSearchParams(proof.salt.split('?')[1] ?? '')
  const expires = Number(said.get('expires'))
  if (!believed || said.get('form') !== formId || !Number.isSafeInteger(expires)) return null
  return new Date(expires * 1000 - lastsMs)
}
