import { createHash } from 'node:crypto'

/** Secret tokens are kept as this alone: 256 random or signed bits need no salt. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
