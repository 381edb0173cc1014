import { decodeJwt, decodeProtectedHeader, SignJWT, UnsecuredJWT } from 'jose'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { client } from '../../contract/client.ts'
import { api } from '../../contract/index.ts'
import type { WithSecret } from '../../contract/websites.ts'
import { buildWordpressZip } from '../../scripts/wordpress/zip.ts'
import { axeFindings } from '../axe.ts'
import { openBrowser, openPage, photograph, type Seat, takeSeat } from '../browser.ts'
import { aContact, aTicket, refusal, setStatus } from '../factories.ts'
import { composer, decide, picker, send, where } from '../journeys/client-screen.ts'
import { aSecond, delayAfterAnswer, delayUntil, story, title } from '../journeys/ticket-screen.ts'
import { type MailingGuichet, startMailingGuichet } from '../mailing-guichet.ts'
import { aPhoto } from '../pictures.ts'
import { startWordpress, type Wordpress } from './wordpress.ts'
import { askToken, cookieOf, installPlugin, noWayOut, setUpPlugin, signInToWordpress } from './wordpress-screen.ts'

/**
 * The requests of a subscriber in a page of a real WordPress, its default theme around them, and Karim at the desk:
 * chapters of one story. The page comes from a cache: what was fetched once, by nobody, is what everybody is given.
 */
let guichet: MailingGuichet
let wp: Wordpress
let browser: Browser
let site: WithSecret
let address: string
let ticketId: string
const seats: Record<string, Seat> = {}
const boiler = 'Chaudière en défaut E133'

const screenOf = (name: 'marie' | 'paul' | 'karim') => seats[name]?.page as Page
const element = (page: Page) => page.locator('guichet-portal')
const endpoint = () => `${wp.base}/wp-admin/admin-ajax.php?action=guichet_token`
const exchange = (token: string) => client({ base: guichet.base })(api.portal.exchange, { body: { token } })

beforeAll(async () => {
  guichet = await startMailingGuichet()
  wp = await startWordpress()
  browser = await openBrowser(noWayOut)
  const { by, base, karim } = guichet
  site = await by.call(api.websites.create, {
    body: { name: 'Boutique', origin: wp.base, verifiesAddresses: true },
  })
  const { page } = await signInToWordpress(browser, wp)
  await installPlugin(page, await buildWordpressZip())
  const { website, secret } = site
  expect(await setUpPlugin(page, { server: website.audience, website: website.id, secret })).toContain('Connecté')
  await page.getByLabel('Les adresses de nos utilisateurs sont vérifiées').check()
  await page.locator('#submit').click()
  await page.locator('#guichet-check-result .notice-success').waitFor()
  await page.context().close()

  const boss = await aContact(by, { name: 'Le patron', email: 'patron@dupont.test' })
  await aTicket(by, { title: 'Secret du patron', contactIds: [boss.id] })
  wp.subscribe('marie', 'marie@dupont.test')
  wp.subscribe('paul', 'paul@noir.test')
  address = await wp.cache(wp.publish('Mon espace', '<!-- wp:guichet/portal {"align":"wide"} /-->'))
  seats.karim = await takeSeat(browser, base, karim.email, karim.password)
  seats.marie = await signInToWordpress(browser, wp, 'marie')
  seats.paul = await signInToWordpress(browser, wp, 'paul')
})

afterAll(async () => {
  await wp?.stop()
  await guichet?.stop()
})

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await photograph(seats)
  for (const { complaints } of Object.values(seats)) expect(complaints).toEqual([])
  expect(wp.complaints()).toEqual([])
})

test('a visitor who is not signed in to WordPress is offered a link by mail', async () => {
  const { page } = await openPage(browser, wp.base)
  await page.goto(address)
  await page.getByLabel('Adresse mail').waitFor()
  await page.context().close()
})

test('its colours are those of the theme, on a device that prefers dark ones too', async () => {
  const { page } = await openPage(browser, wp.base, { colorScheme: 'light' })
  const ink = () => page.evaluate<string>(`getComputedStyle(document.querySelector('guichet-portal')).color`)
  await page.goto(address)
  await page.getByLabel('Adresse mail').waitFor()
  const onLight = await ink()
  await page.emulateMedia({ colorScheme: 'dark' })
  expect(await ink()).toBe(onLight)
  expect((await axeFindings(page)).filter((line) => line.includes('contrast'))).toEqual([])
  await page.context().close()
})

test('a subscriber is recognised in the cached page, sees only their tickets and opens one', async () => {
  const page = screenOf('marie')
  await page.goto(address)
  await page.getByRole('heading', { name: 'Mes demandes' }).waitFor()
  await page.getByText('Rien en cours').waitFor()
  await page.getByRole('link', { name: 'Nouvelle demande' }).click()
  await page.getByLabel('Que se passe-t-il ?').fill(boiler)
  await page.getByRole('button', { name: 'Envoyer la demande' }).click()
  await page.getByRole('heading', { name: boiler }).waitFor()
  expect(page.url()).toMatch(new RegExp(`^${address}#guichet=T-\\d+$`))
  const findings = await axeFindings(page)
  expect(findings.filter((line) => line.includes('guichet'))).toEqual([])
  const { items } = await guichet.by.call(api.tickets.list, { query: {} })
  ticketId = items.find((row) => row.title === boiler)?.id ?? ''
})

test('their answer and photo are at the desk within a second; the technician’s is on the WordPress page as soon', async () => {
  const [marie, karim] = [screenOf('marie'), screenOf('karim')]
  await karim.goto(`/tickets/${ticketId}`)
  await title(karim).waitFor()
  await picker(marie).setInputFiles([{ name: 'voyant.jpg', mimeType: 'image/jpeg', buffer: await aPhoto() }])
  await composer(marie).fill('Voici ce qui s’affiche.')
  const atTheDesk = [
    story(karim).getByText('Voici ce qui s’affiche.'),
    story(karim).getByRole('img', { name: 'Agrandir voyant.jpg' }),
  ]
  expect(await delayAfterAnswer(marie, '/steps', () => send(marie), atTheDesk)).toBeLessThan(aSecond())
  await marie.evaluate('window.neverReloaded = true')
  const answer = { kind: 'answer', visibility: 'public', body: '<p>Nous passons demain.</p>' } as const
  const answered = () => guichet.by.call(api.tickets.addStep, { params: { id: ticketId }, body: answer })
  expect(await delayUntil(answered, [marie.getByText('Nous passons demain.')])).toBeLessThan(aSecond())
  expect(await marie.evaluate('window.neverReloaded')).toBe(true)
})

test('they contest a solution, and reopen what they had cancelled', async () => {
  const marie = screenOf('marie')
  await setStatus(guichet.by, ticketId, 'resolved', 'Réparé.')
  await where(marie, 'Réglée').waitFor()
  await decide(marie, 'Ce n’est pas réglé', 'Toujours en panne')
  await where(marie, 'Contestée').waitFor()
  await decide(marie, 'Annuler ma demande', 'Plus la peine')
  await where(marie, 'Annulée').waitFor()
  await decide(marie, 'Rouvrir ma demande', 'Si, finalement')
  await where(marie, 'Demande reçue').waitFor()
})

test('another subscriber is given the same page and sees none of it', async () => {
  const paul = screenOf('paul')
  await paul.goto(address)
  await paul.getByText('Rien en cours').waitFor()
  expect(await element(paul).getByText(boiler).count()).toBe(0)
})

test('signed-in users get a token of their own, in a page that a cache hands to everybody; others get none', async () => {
  const page = screenOf('marie')
  const token = (await askToken(page)) ?? ''
  expect(decodeProtectedHeader(token)).toEqual({ alg: 'HS256', typ: 'guichet-site+jwt' })
  const claims = decodeJwt(token)
  expect(claims).toMatchObject({
    iss: site.website.id,
    aud: site.website.audience,
    sub: wp.run(`$marie = get_user_by('login', 'marie');
      echo json_encode($marie->ID . '@' . strtotime($marie->user_registered . ' UTC'));`),
    former_sub: wp.run(`echo json_encode((string) get_user_by('login', 'marie')->ID);`),
    name: 'marie',
    email: 'marie@dupont.test',
    email_verified: true,
    locale: 'fr',
    purpose: 'portal',
  })
  expect((claims.exp ?? 0) - (claims.iat ?? 0)).toBeLessThanOrEqual(300)
  expect(decodeJwt((await askToken(page)) ?? '').jti).not.toBe(claims.jti)
  const nobody = await openPage(browser, wp.base)
  await nobody.page.goto(address)
  expect(await askToken(nobody.page)).toBeNull()
})

test('the endpoint answers its own pages only, and no cache or other origin keeps or reads what it says', async () => {
  const cookie = await cookieOf(screenOf('marie').context(), wp.base)
  const ask = (headers: Record<string, string>, method = 'POST') =>
    fetch(endpoint(), { method, headers: { cookie, ...headers } })
  const ours = { 'x-guichet': '1', origin: wp.base }
  const answer = await ask(ours)
  expect(answer.status).toBe(200)
  expect(answer.headers.get('cache-control')).toContain('no-store')
  expect(answer.headers.get('access-control-allow-origin')).toBeNull()
  expect(await answer.json()).toEqual({ token: expect.any(String) })
  for (const refused of [
    await ask(ours, 'GET'),
    await ask({ origin: wp.base }),
    await ask({ ...ours, 'x-guichet': '2' }),
    await ask({ ...ours, origin: 'http://evil.test' }),
    await ask({ ...ours, origin: wp.base.replace('http:', 'https:') }),
    await ask({ ...ours, origin: 'null' }),
    await ask({ ...ours, 'sec-fetch-site': 'cross-site' }),
    await ask({ ...ours, 'sec-fetch-site': 'same-site' }),
  ]) {
    expect(refused.status).toBe(403)
    expect(await refused.text()).not.toContain('token')
    expect(refused.headers.get('access-control-allow-origin')).toBeNull()
  }
})

test('neither the secret nor a token stands in the source of a page', async () => {
  const page = screenOf('marie')
  const cookie = await cookieOf(page.context(), wp.base)
  const source = wp.publish('Source', '[guichet_portal]')
  for (const headers of [{}, { cookie }]) {
    const html = await (await fetch(source, { headers })).text()
    expect(html).toContain('<guichet-portal')
    expect(html).not.toContain(site.secret)
    expect(html).not.toMatch(/eyJ[\w-]+\.[\w-]+/)
  }
})

test('a token serves once, and one that is forged, for another desk or too old not at all', async () => {
  const page = screenOf('marie')
  const token = (await askToken(page)) ?? ''
  const claims = decodeJwt(token)
  const key = new TextEncoder().encode(site.secret)
  const signed = (changed: object, by = key) =>
    new SignJWT({ ...claims, jti: `${claims.jti}x`, ...changed })
      .setProtectedHeader({ alg: 'HS256', typ: 'guichet-site+jwt' })
      .sign(by)
  const old = Math.floor(Date.now() / 1000) - 400
  for (const forged of [
    new UnsecuredJWT({ ...claims, sub: '1' }).encode(),
    await signed({ sub: '1' }, new TextEncoder().encode('x'.repeat(43))),
    await signed({ aud: 'https://ailleurs.example' }),
    await signed({ iat: old, exp: old + 120 }),
  ])
    expect(await refusal(exchange(forged))).toMatchObject({ code: 'site_token_refused', status: 401 })
  expect((await exchange(token)).me.name).toBe('marie')
  expect(await refusal(exchange(token))).toMatchObject({ code: 'site_token_refused', status: 401 })
})

test('a user who takes somebody else’s address in WordPress still sees their own tickets, and nothing of theirs', async () => {
  const before = await exchange((await askToken(screenOf('marie'))) ?? '')
  wp.run(
    `echo json_encode(wp_update_user(['ID' => get_user_by('login', 'marie')->ID, 'user_email' => 'patron@dupont.test']));`,
  )
  // A change of address by somebody else ends the user's session.
  seats.marie = await signInToWordpress(browser, wp, 'marie')
  const page = screenOf('marie')
  await page.goto(address)
  await page.getByRole('link', { name: boiler }).waitFor()
  expect(await element(page).getByText('Secret du patron').count()).toBe(0)

  const token = (await askToken(page)) ?? ''
  expect(decodeJwt(token)).toMatchObject({ email: 'patron@dupont.test', email_verified: true })
  const { me, session } = await exchange(token)
  expect(me.id).toBe(before.me.id)
  const marie = client({ base: guichet.base, headers: () => ({ authorization: `Bearer ${session}` }) })
  const { items } = await marie(api.portal.list, { query: {} })
  expect(items.map(({ title }) => title)).toEqual([boiler])
})

test('a user who signs out of WordPress is signed out here', async () => {
  const page = screenOf('marie')
  await page.context().clearCookies()
  await page.goto(address)
  await page.getByLabel('Adresse mail').waitFor()
  expect(await element(page).getByText(boiler).count()).toBe(0)
})
