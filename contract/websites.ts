import { z } from 'zod'
import { Id, IdParams, Instant, Line } from './common.ts'
import { route } from './route.ts'

/** Reasons for refusing a site token: shown to administrators, never to the sender. */
export const websiteRefusals = [
  'malformed',
  'signature',
  'audience',
  'expired',
  'lifetime',
  'purpose',
  'claims',
  'replayed',
] as const
const WebsiteRefusal = z.enum(websiteRefusals).meta({ id: 'WebsiteRefusal' })
export type WebsiteRefusal = z.infer<typeof WebsiteRefusal>

/** Origin (scheme, host and port) of a typed address. */
const Origin = z
  .string()
  .trim()
  .max(300)
  .transform((text) => (/^[a-z]+:\/\//i.test(text) ? text : `https://${text}`))
  .refine((text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol), 'not a web address')
  .transform((text) => new URL(text).origin)

/** Address of a page, without its fragment. */
export const PageUrl = z
  .url({ protocol: /^https?$/ })
  .max(500)
  .transform((text) => text.replace(/#.*$/s, ''))

const WebsiteInput = z
  .object({
    name: Line(200),
    origin: Origin.describe('Its address; only scheme, host and port are stored'),
    verifiesAddresses: z.boolean().default(false).describe('Whether it verifies the e-mail addresses of its users'),
    portalUrl: z
      .union([PageUrl, z.literal('').transform(() => null), z.null()])
      .default(null)
      .describe('Its page with the portal, linked from mails to its users'),
  })
  .refine(({ origin, portalUrl }) => portalUrl === null || new URL(portalUrl).origin === origin, {
    error: 'of another origin',
    path: ['portalUrl'],
  })
  .meta({ id: 'WebsiteFields' })
export type WebsiteInput = z.output<typeof WebsiteInput>

export const Website = z
  .object({
    id: Id.describe('`iss` of its tokens'),
    version: z.int(),
    name: z.string(),
    origin: z.string(),
    verifiesAddresses: z.boolean(),
    portalUrl: z.string().nullable().describe('Its page with the portal'),
    audience: z.string().describe('`aud` of its tokens, exactly'),
    users: z.int().describe('Number of contacts linked to its users'),
    formerUntil: Instant.nullable().describe('End of the time in which the previous secret is accepted'),
    connectedAt: Instant.nullable().describe('Time of the last accepted token'),
    refused: z.object({ at: Instant, why: WebsiteRefusal }).nullable().describe('Last rejected token in its name'),
  })
  .meta({ id: 'Website' })
export type Website = z.infer<typeof Website>

/** A website with its secret, which no other response contains. */
const WithSecret = z
  .object({ website: Website, secret: z.string().describe('43 characters, whose bytes are the key of HS256') })
  .meta({ id: 'WebsiteWithSecret' })
export type WithSecret = z.infer<typeof WithSecret>

const tag = 'websites'
const access = 'settings.manage'

export const SiteToken = z.object({ token: z.string().max(8_000) })

export const websites = {
  list: route({
    method: 'GET',
    path: '/api/websites',
    summary: 'List websites that vouch for their users',
    tag,
    access,
    reply: z.object({ items: z.array(Website) }),
  }),
  create: route({
    method: 'POST',
    path: '/api/websites',
    summary: 'Add a website; its secret is shown this once',
    tag,
    access,
    confirmed: true,
    body: WebsiteInput,
    reply: WithSecret,
    status: 201,
  }),
  change: route({
    method: 'PUT',
    path: '/api/websites/:id',
    summary: 'Change a website',
    tag,
    access,
    params: IdParams,
    body: WebsiteInput.and(z.object({ version: z.int().min(1) })),
    reply: Website,
  }),
  renewSecret: route({
    method: 'POST',
    path: '/api/websites/:id/secret',
    summary: 'Renew the secret of a website, shown this once; the previous one is accepted for a day or not at all',
    tag,
    access,
    confirmed: true,
    params: IdParams,
    body: z.object({ keepFormer: z.boolean().default(true) }),
    reply: WithSecret,
    status: 201,
  }),
  remove: route({
    method: 'DELETE',
    path: '/api/websites/:id',
    summary: 'Remove a website; its users are signed out, and its tokens are rejected',
    tag,
    access,
    confirmed: true,
    params: IdParams,
    status: 204,
  }),
  forms: route({
    method: 'POST',
    path: '/api/websites/forms',
    summary: 'List the forms for a website’s editor, by a site token of the purpose `forms`',
    tag,
    access: { public: 'the signed token names the web site, and serves once' },
    body: SiteToken,
    reply: z.object({ items: z.array(z.object({ id: Id, name: z.string() })) }),
  }),
  check: route({
    method: 'POST',
    path: '/api/websites/check',
    summary: 'Test the connection of a website, by a site token of the purpose `check`',
    tag,
    access: { public: 'the signed token names the web site, and serves once' },
    body: SiteToken,
    reply: z.object({ organisation: z.string(), website: z.string() }),
  }),
}
