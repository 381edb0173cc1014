import { decodeJwt, errors, jwtVerify } from 'jose'
import { z } from 'zod'
import { Email, Id } from '../../../contract/common.ts'
import { locales } from '../../../contract/enums.ts'
import { PageUrl, type WebsiteRefusal } from '../../../contract/websites.ts'

/** Why a token is not believed, and in whose name it was sent when it names one of our websites. */
export class TokenRefused extends Error {
  readonly why: WebsiteRefusal
  constructor(why: WebsiteRefusal) {
    super(why)
    this.why = why
  }
}

const skewSeconds = 60
const lastsSeconds = 300
const cut = (max: number) => (text: string) => [...text].slice(0, max).join('')

/** What a name needs to fit on one line of ours. */
const Name = z
  .string()
  .normalize()
  .transform((text) => text.replace(/[\p{Cc}\p{Cs}\u2028\u2029]+/gu, ' ').trim())
  .transform(cut(200))

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

/** The website that a token says it is of; nothing of it is believed yet. Null when it names none. */
export function issuerOf(token: string): string | null {
  try {
    return Id.safeParse(decodeJwt(token).iss).data ?? null
  } catch {
    return null
  }
}

/** Throws TokenRefused for what was not signed with one of the secrets, for here, for now and for this purpose. */
export async function readSiteToken(
  token: string,
  { secrets, issuer, audience, purpose }: { secrets: string[]; issuer: string; audience: string; purpose: string },
): Promise<SiteClaims> {
  const payload = await verify(token, secrets, { issuer, audience })
  const claims = Claims.safeParse(payload).data
  if (!claims) throw new TokenRefused('claims')
  const { iat, exp } = claims
  if (exp - iat > lastsSeconds || iat > Date.now() / 1000 + skewSeconds) throw new TokenRefused('lifetime')
  if (claims.purpose !== purpose) throw new TokenRefused('purpose')
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
  throw new TokenRefused(reasonOf(refused))
}

function reasonOf(error: unknown): WebsiteRefusal {
  if (error instanceof errors.JWSSignatureVerificationFailed || error instanceof errors.JOSEAlgNotAllowed)
    return 'signature'
  if (error instanceof errors.JWTExpired) return 'expired'
  if (error instanceof errors.JWTClaimValidationFailed) return error.claim === 'aud' ? 'audience' : 'claims'
  return 'malformed'
}
