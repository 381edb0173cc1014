import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

/** Secret tokens are kept as this alone: 256 random or signed bits need no salt. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

/** HMAC-SHA256 of a text for one purpose, as base64url: 256 bits that only who holds the secret can make. */
export function sign(secret: string, purpose: string, text: string): string {
  return createHmac('sha256', secret).update(`${purpose}\n${text}`).digest('base64url')
}

export function isSigned(secret: string, purpose: string, text: string, signature: string): boolean {
  const [expected, given] = [Buffer.from(sign(secret, purpose, text)), Buffer.from(signature)]
  return expected.length === given.length && timingSafeEqual(expected, given)
}
