import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

/** Hashes a secret token for storage. Tokens of 256 random or signed bits need no salt. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

/** Signs a text for one purpose by HMAC-SHA256, in base64url. Only holders of the secret can. */
export function sign(secret: string, purpose: string, text: string): string {
  return createHmac('sha256', secret).update(`${purpose}\n${text}`).digest('base64url')
}

export function isSigned(secret: string, purpose: string, text: string, signature: string): boolean {
  const [expected, given] = [Buffer.from(sign(secret, purpose, text)), Buffer.from(signature)]
  return expected.length === given.length && timingSafeEqual(expected, given)
}
