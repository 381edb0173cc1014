import { decodeJwt, errors, jwtVerify } from 'jose'
import { z } from 'zod'
import { Email, Id } from '../../../contract/common.ts'
import { locales } from '../../../contract/enums.ts'
import { PageUrl, type WebsiteRefusal } from '../../../contract/websites.ts'

/** Error with the reason why a token is invalid. */
export class SiteTokenError extends Error {
  readonly why: WebsiteRefusal
  constructor(why: WebsiteRefusal) {
    super(why)
    this.why = why
  }
}

const skewSeconds = 60
const maxLifetimeSeconds = 300
const truncate = (max: number) => (text: string) => [...text].slice(0, max).join('')

/** Name on a single line, without control characters. */
const Name = z
  .string()
  .normalize()
  .transform((text) => text.replace(/[\p{Cc}\p{Cs}\u2028\u2029]+/gu, ' ').trim())
  .transform(truncate(200))

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it refuses
const Subject = z.string().regex(/^[^\u0000-\u001f\u007f\ud800-\udfff]{1,200}$/u)

const Claims = z.object({
  iat: z.int(),
  exp: z.int(),
  jti: z.string().regex(/^[\w-]{22,200}$/),
  purpose: z.string(),
  sub: Subject,
  former_sub: Subject.optional().catch(undefined),
  since: z.int().min(0).optional().catch(undefined),
  name: Name.catch(''),
  email: Email.nullable().catch(null),
  email_verified: z.boolean().catch(false),
  locale: z.enum(locales).catch('fr'),
  portal_url: PageUrl.nullable().optional().catch(undefined),
})
export type SiteClaims = z.output<typeof Claims>

/** Reads the website's id from a token without verifying it. Returns null when it names none. */
export function readIssuer(token: string): string | null {
  try {
    return Id.safeParse(decodeJwt(token).iss).data ?? null
  } catch {
    return null
  }
}

/** Verifies signature, audience, lifetime and purpose of a token. Throws SiteTokenError. */
export async function verifySiteToken(
  token: string,
  { secrets, issuer, audience, purpose }: { secrets: string[]; issuer: string; audience: string; purpose: string },
): Promise<SiteClaims> {
  const payload = await verify(token, secrets, { issuer, audience })
  const claims = Claims.safeParse(payload).data
  if (!claims) throw new SiteTokenError('claims')
  const { iat, exp } = claims
  if (exp - iat > maxLifetimeSeconds || iat > Date.now() / 1000 + skewSeconds) throw new SiteTokenError('lifetime')
  if (claims.purpose !== purpose) throw new SiteTokenError('purpose')
  return claims
}

async function verify(token: string, secrets: string[], expected: { issuer: string; audience: string }) {
  let refused: unknown
  for (const secret of secrets)
    try {
      const key = new TextEncoder().encode(secret)
      const options = { ...expected, algorithms: ['HS256'], typ: 'guichet-site+jwt', clockTolerance: skewSeconds }
      return (await jwtVerify(token, key, { ...options, requiredClaims: ['iat', 'exp', 'jti', 'sub', 'purpose'] }))
        .payload
    } catch (error) {
      refused = error
      if (!(error instanceof errors.JWSSignatureVerificationFailed)) break
    }
  throw new SiteTokenError(refusalReason(refused))
}

function refusalReason(error: unknown): WebsiteRefusal {
  if (error instanceof errors.JWSSignatureVerificationFailed || error instanceof errors.JOSEAlgNotAllowed)
    return 'signature'
  if (error instanceof errors.JWTExpired) return 'expired'
  if (error instanceof errors.JWTClaimValidationFailed) return error.claim === 'aud' ? 'audience' : 'claims'
  return 'malformed'
}
