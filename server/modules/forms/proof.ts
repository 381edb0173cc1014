import { createChallenge, verifySolution } from 'altcha-lib/v1'
import type { FormChallenge, FormProof } from '../../../contract/forms.ts'

/**
 * Upper limit of the search. A slow phone tries 50,000 numbers a second while the form is filled in, half of them on
 * average.
 */
const maxnumber = 100_000
const validityMs = 10 * 60_000

/** Creates a proof-of-work challenge. Nothing is stored: the signature proves our authorship, the salt holds the expiry. */
export async function issueChallenge(secret: string, formId: string): Promise<FormChallenge> {
  const expires = new Date(Date.now() + validityMs)
  const made = await createChallenge({ hmacKey: secret, maxNumber: maxnumber, expires, params: { form: formId } })
  const { challenge, salt, signature } = made
  return { algorithm: 'SHA-256', challenge, salt, signature, maxnumber }
}

/** Returns when the challenge was created, or null for an invalid, foreign or expired proof or one for another form. */
export async function verifyProof(secret: string, formId: string, proof: FormProof): Promise<Date | null> {
  const isVerified = await verifySolution(proof, secret, true).catch(() => false)
  const params = new URLSearchParams(proof.salt.split('?')[1] ?? '')
  const expires = Number(params.get('expires'))
  if (!isVerified || params.get('form') !== formId || !Number.isSafeInteger(expires)) return null
  return new Date(expires * 1000 - validityMs)
}
