import { sha256 } from '@noble/hashes/sha2.js'
import type { FormChallenge, FormProof } from '../../contract/forms.ts'

/** Maximum duration of a slice of work, so that the page stays responsive. */
const sliceMs = 10
const bytesOf = new TextEncoder()

/**
 * Computes a proof of work on the page's own thread, since some content policies and plain HTTP have no workers or
 * `crypto.subtle`.
 */
export async function solveChallenge({ maxnumber, ...challenge }: FormChallenge): Promise<FormProof> {
  const wanted = challenge.challenge
  const begins = Number.parseInt(wanted.slice(0, 6), 16)
  let number = 0
  while (number <= maxnumber) {
    const until = performance.now() + sliceMs
    for (; number <= maxnumber && performance.now() < until; number += 1) {
      const hash = sha256(bytesOf.encode(challenge.salt + number))
      const begun = ((hash[0] ?? 0) << 16) | ((hash[1] ?? 0) << 8) | (hash[2] ?? 0)
      if (begun === begins && hexOf(hash) === wanted) return { ...challenge, number }
    }
    await new Promise((resolve) => setTimeout(resolve))
  }
  throw new Error('No number is the answer')
}

const hexOf = (bytes: Uint8Array) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
