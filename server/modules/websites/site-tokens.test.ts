import { SignJWT, UnsecuredJWT } from 'jose'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { client } from '../../../contract/client.ts'
import { api } from '../../../contract/index.ts'
import type { PortalSession } from '../../../contract/portal.ts'
import { refusal } from '../../../tests/factories.ts'
import { claimsOf, siteToken } from '../../../tests/site-token.ts'
import { deleteExpiredSiteTokens } from './delete-expired-tokens.ts'
import { testWebsites } from './websites.fixtures.ts'

const { base, db, administrator, anybody, exchange, aWebsite, arrive, find } = await testWebsites()
const of = (id: string) => ({ params: { id } })

describe('a token', () => {
  test('signs in the user whom the website vouches for, without a cookie', async () => {
    const site = await aWebsite()
    expect(site.secret).toMatch(/^[\w-]{43}$/)
    expect(site.website).toMatchObject({ origin: 'https://boutique1.example', audience: base, users: 0 })
    const answer = await fetch(base + api.portal.exchange.path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token: await siteToken(site, { locale: 'en' }) }),
    })
    expect(answer.headers.get('set-cookie')).toBeNull()
    const { me, session } = (await answer.json()) as PortalSession
    expect(me).toMatchObject({ name: 'Marie Dupont', email: null, locale: 'en', supervisor: false, partner: false })
    const marie = client({ base, headers: () => ({ authorization: `Bearer ${session}` }) })
    expect(await marie(api.portal.me, {})).toEqual(me)
    expect(await find(site)).toMatchObject({ users: 1, connectedAt: expect.any(String), refused: null })
  })

  test('is refused with one response, and the administrator sees the reason', async () => {
    const site = await aWebsite()
    const other = await aWebsite()
    const key = new TextEncoder().encode(site.secret)
    const signed = (header: object, claims = claimsOf(site)) =>
      new SignJWT(claims).setProtectedHeader({ alg: 'HS256', typ: 'guichet-site+jwt', ...header }).sign(key)
    const now = Math.floor(Date.now() / 1000)
    const good = await siteToken(site)
    const cases: [string, string | Promise<string>][] = [
      ['signature', new UnsecuredJWT(claimsOf(site)).encode()],
      ['signature', signed({ alg: 'HS512' })],
      ['signature', siteToken(site, {}, other.secret)],
      ['signature', siteToken(site, {}, 'x')],
      ['signature', `${good.slice(0, -4)}AAAA`],
      ['claims', signed({ typ: 'JWT' })],
      ['audience', siteToken(site, { aud: `${base}/` })],
      ['audience', siteToken(site, { aud: 'https://other.example' })],
      ['expired', siteToken(site, { iat: now - 400, exp: now - 100 })],
      ['lifetime', siteToken(site, { exp: now + 3_600 })],
      ['lifetime', siteToken(site, { iat: now + 3_600, exp: now + 3_700 })],
      ['purpose', siteToken(site, { purpose: 'check' })],
      ['claims', siteToken(site, { jti: 'short' })],
      ['claims', siteToken(site, { sub: 'x'.repeat(201) })],
      ['claims', siteToken(site, { sub: 42 as never })],
      ['claims', siteToken(site, { sub: '\u0000' })],
    ]
    for (const [why, token] of cases) {
      expect(await refusal(exchange(await token))).toMatchObject({
        code: 'site_token_refused',
        status: 401,
        details: {},
      })
      expect((await find(site))?.refused?.why).toBe(why)
    }
    for (const token of ['', 'x', 'x.y.z', await siteToken({ ...site, website: { ...site.website, id: 'x' } })])
      expect(await refusal(exchange(token))).toMatchObject({ code: 'site_token_refused' })
    expect(await refusal(exchange(await siteToken(site, { iss: other.website.id })))).toMatchObject({ status: 401 })
    expect((await find(other))?.refused?.why).toBe('signature')
    expect(await refusal(exchange('x'.repeat(10_000)))).toMatchObject({ code: 'invalid', status: 400 })
    expect((await find(site))?.users).toBe(0)
  })

  test('serves once, even for two concurrent requests', async () => {
    const site = await aWebsite()
    const token = await siteToken(site)
    const tries = await Promise.allSettled([exchange(token), exchange(token), exchange(token)])
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await refusal(exchange(token))).toMatchObject({ code: 'site_token_refused' })
    expect((await find(site))?.refused?.why).toBe('replayed')
    await deleteExpiredSiteTokens(db)
    expect(await refusal(exchange(token))).toMatchObject({ code: 'site_token_refused' })
  })

  test('tolerates a clock skew of one minute, and odd names are truncated', async () => {
    const site = await aWebsite()
    const now = Math.floor(Date.now() / 1000)
    await arrive(site, { iat: now - 340, exp: now - 40 })
    const huge = { sub: '7', name: `\n${'😀'.repeat(900)}`, email: 'none', locale: 'zz', picture: 'x'.repeat(2_000) }
    const { me } = await arrive(site, { iat: now + 40, exp: now + 340, ...huge })
    expect(me).toMatchObject({ name: '😀'.repeat(200), email: null, locale: 'fr' })
    expect((await arrive(site, { sub: 'nobody', name: '' })).me.name).toBe(`${site.website.name} nobody`)
  })

  test('of a connection test serves for nothing else', async () => {
    const site = await aWebsite()
    const check = (token: string) => anybody(api.websites.check, { body: { token } })
    const { organisation, website } = await check(await siteToken(site, { purpose: 'check' }))
    expect({ organisation, website }).toEqual({ organisation: 'Thermo-Loire', website: site.website.name })
    expect(await refusal(check(await siteToken(site)))).toMatchObject({ code: 'site_token_refused', status: 401 })
    expect((await find(site))?.refused?.why).toBe('purpose')
  })
})

test('a renewed and a former secret both serve for a day, unless the former one ends at once', async () => {
  const site = await aWebsite()
  const renewed = await administrator.call(api.websites.renewSecret, { ...of(site.website.id), body: {} })
  expect(renewed.secret).not.toBe(site.secret)
  await arrive(site)
  await arrive(renewed)
  const past = { former_until: sql<string>`now() - interval '1 minute'` }
  await db.updateTable('website').set(past).where('id', '=', site.website.id).execute()
  expect(await refusal(arrive(site))).toMatchObject({ code: 'site_token_refused' })
  await deleteExpiredSiteTokens(db)
  const alone = await administrator.call(api.websites.renewSecret, {
    ...of(site.website.id),
    body: { keepFormer: false },
  })
  expect(await refusal(arrive(renewed))).toMatchObject({ code: 'site_token_refused' })
  await arrive(alone)
})
