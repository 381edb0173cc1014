import { randomBytes } from 'node:crypto'
import { type JWTPayload, SignJWT } from 'jose'
import type { WithSecret } from '../contract/websites.ts'

export type Claims = JWTPayload & Record<string, unknown>

/** Makes the claims of a website about its user 42, just now. */
export function claimsOf({ website }: WithSecret, claims: Claims = {}): Claims {
  const now = Math.floor(Date.now() / 1000)
  return {
    iss: website.id,
    aud: website.audience,
    sub: '42',
    name: 'Marie Dupont',
    iat: now,
    exp: now + 300,
    jti: randomBytes(16).toString('base64url'),
    purpose: 'portal',
    ...claims,
  }
}

/** Signs a token as the server of a website does. */
export function siteToken(site: WithSecret, claims: Claims = {}, secret = site.secret): Promise<string> {
  return new SignJWT(claimsOf(site, claims))
    .setProtectedHeader({ alg: 'HS256', typ: 'guichet-site+jwt' })
    .sign(new TextEncoder().encode(secret))
}
