import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { api } from '../../contract/index.ts'
import { buildWordpressZip } from '../../scripts/wordpress/zip.ts'
import { axeFindings } from '../axe.ts'
import { openBrowser, openPage, photograph, type Seat, takeSeat } from '../browser.ts'
import { aContact, aTicket } from '../factories.ts'
import { composer, decide, picker, send, where } from '../journeys/client-screen.ts'
import { aSecond, delayAfterAnswer, delayUntil, story, title } from '../journeys/ticket-screen.ts'
import { type MailingGuichet, startMailingGuichet } from '../mailing-guichet.ts'
import { aPhoto } from '../pictures.ts'
import { startWordpress, type Wordpress } from './wordpress.ts'
import { installPlugin, noWayOut, setUpPlugin, signInToWordpress } from './wordpress-screen.ts'

/**
 * The requests of a subscriber in a page of a real WordPress, its default theme around them, and Karim at the desk:
 * chapters of one story. The page comes from a cache: what was fetched once, by nobody, is what everybody is given.
 */
let guichet: MailingGuichet
let wp: Wordpress
let browser: Browser
let address: string
let ticketId: string
const seats: Record<string, Seat> = {}
const boiler = 'Chaudière en défaut E133'

const screenOf = (name: 'marie' | 'paul' | 'karim') => seats[name]?.page as Page
const element = (page: Page) => page.locator('guichet-portal')

beforeAll(async () => {
  guichet = await startMailingGuichet()
  wp = await startWordpress()
  browser = await openBrowser(noWayOut)
  const { by, base, karim } = guichet
  const { website, secret } = await by.call(api.websites.create, {
    body: { name: 'Boutique', origin: wp.base, verifiesAddresses: true },
  })
  const { page } = await signInToWordpress(browser, wp)
  await installPlugin(page, await buildWordpressZip())
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
  const { version } = await guichet.by.call(api.tickets.show, { params: { key: ticketId } })
  await guichet.by.call(api.tickets.setStatus, {
    params: { id: ticketId },
    body: { to: 'resolved', version, note: '<p>Réparé.</p>' },
  })
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

test('a user who takes somebody else’s address in WordPress still sees their own tickets, and nothing of theirs', async () => {
  wp.run(
    `echo json_encode(wp_update_user(['ID' => get_user_by('login', 'marie')->ID, 'user_email' => 'patron@dupont.test']));`,
  )
  // A change of address by somebody else ends the user's session.
  seats.marie = await signInToWordpress(browser, wp, 'marie')
  const page = screenOf('marie')
  await page.goto(address)
  await page.getByRole('link', { name: boiler }).waitFor()
  expect(await element(page).getByText('Secret du patron').count()).toBe(0)
})

test('a user who signs out of WordPress is signed out here', async () => {
  const page = screenOf('marie')
  await page.context().clearCookies()
  await page.goto(address)
  await page.getByLabel('Adresse mail').waitFor()
  expect(await element(page).getByText(boiler).count()).toBe(0)
})
