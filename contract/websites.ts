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

/** Scheme, host and port of an address that somebody typed. */
const Origin = z
  .string()
  .trim()
  .max(300)
  .transform((text) => (/^[a-z]+:\/\//i.test(text) ? text : `https://${text}`))
  .refine((text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol), 'not a web address')
  .transform((text) => new URL(text).origin)

/** An address of a page, without what follows #. */
export const PageUrl = z
  .url({ protocol: /^https?$/ })
  .max(500)
  .transform((text) => text.replace(/#.*$/s, ''))

const WebsiteInput = z
  .object({
    name: Line(200),
    origin: Origin.describe('Its address; only scheme, host and port are kept'),
    verifiesAddresses: z.boolean().default(false).describe('It confirms the e-mail addresses of its users'),
    portalUrl: z
      .union([PageUrl, z.literal('').transform(() => null), z.null()])
      .default(null)
      .describe('Its page with the clients’ requests, to which mails to its users lead'),
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
    portalUrl: z.string().nullable().describe('Its page with the clients’ requests'),
    audience: z.string().describe('`aud` of its tokens, exactly'),
    users: z.int().describe('How many contacts are recognised by it'),
    formerUntil: Instant.nullable().describe('Until when the secret before the last renewal is believed'),
    connectedAt: Instant.nullable().describe('When a token of it was last accepted'),
    refused: z
      .object({ at: Instant, why: WebsiteRefusal })
      .nullable()
      .describe('The last token in its name that was not'),
  })
  .meta({ id: 'Website' })
export type Website = z.infer<typeof Website>

/** Its secret is told here and nowhere else. */
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
    summary: 'Web sites that vouch for their users',
    tag,
    access,
    reply: z.object({ items: z.array(Website) }),
  }),
  create: route({
    method: 'POST',
    path: '/api/websites',
    summary: 'Make a web site known; its secret is shown this once',
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
    summary: 'Change a web site',
    tag,
    access,
    params: IdParams,
    body: WebsiteInput.and(z.object({ version: z.int().min(1) })),
    reply: Website,
  }),
  renewSecret: route({
    method: 'POST',
    path: '/api/websites/:id/secret',
    summary: 'Make a new secret, shown this once; the former one is believed for a day, or no more',
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
    summary: 'Forget a web site: who is signed in through it is signed out, and it is recognised no more',
    tag,
    access,
    confirmed: true,
    params: IdParams,
    status: 204,
  }),
  forms: route({
    method: 'POST',
    path: '/api/websites/forms',
    summary: 'The forms that a web site may show, for its editor, by a site token with the purpose `forms`',
    tag,
    access: { public: 'the signed token names the web site, and serves once' },
    body: SiteToken,
    reply: z.object({ items: z.array(z.object({ id: Id, name: z.string() })) }),
  }),
  check: route({
    method: 'POST',
    path: '/api/websites/check',
    summary: 'Test the connection of a web site, by a site token with the purpose `check`',
    tag,
    access: { public: 'the signed token names the web site, and serves once' },
    body: SiteToken,
    reply: z.object({ organisation: z.string(), website: z.string() }),
  }),
}
