import type { Browser, Page, Request } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { api } from '../../contract/index.ts'
import type { WithSecret } from '../../contract/websites.ts'
import { axeFindings } from '../axe.ts'
import { openBrowser, openPage, phone, photograph, type Seat, takeSeat } from '../browser.ts'
import { aContact, aTicket, setStatus } from '../factories.ts'
import { type MailingGuichet, startMailingGuichet } from '../mailing-guichet.ts'
import { aPhoto } from '../pictures.ts'
import { startWebsite, type WebsiteServer } from '../website-server.ts'
import { composer, decide, mailedLink, picker, send, where } from './client-screen.ts'
import { aSecond, delayAfterAnswer, delayUntil, story, title } from './ticket-screen.ts'

/**
 * The client pages in a page of another origin, under a strict policy: who is signed in there finds their own tickets
 * without another sign-in, both ways live; the page around them stays as it was, and no cookie travels.
 */
let guichet: MailingGuichet
let browser: Browser
let shop: WebsiteServer
let site: WithSecret
const seats: Record<string, Seat> = {}
const requests: Request[] = []

const screenOf = (name: 'marie' | 'paul' | 'karim') => seats[name]?.page as Page
/** Signs a user of the site in, on the list of requests. */
async function enterSite(page: Page, user: 42 | 43) {
  await page.goto(`/entrer?${user}`)
  await list(page).waitFor()
}

/** Opens a ticket of Marie's, whom the site knows, and shows it on her page. */
async function openTicket(name: string): Promise<string> {
  const [marie, { by }] = [screenOf('marie'), guichet]
  await enterSite(marie, 42)
  const { items } = await by.call(api.contacts.list, { query: { text: 'Marie Dupont' } })
  const contactIds = items.filter(({ email }) => email === null).map(({ id }) => id)
  const { id } = await aTicket(by, { title: name, contactIds })
  await marie.getByRole('link', { name }).click()
  await where(marie, 'Demande reçue').waitFor()
  return id
}
const list = (page: Page) => page.getByRole('heading', { name: 'Mes demandes' })

beforeAll(async () => {
  guichet = await startMailingGuichet()
  const { by, base, karim } = guichet
  await aTicket(by, { title: 'Celle de quelqu’un', contactIds: [(await aContact(by)).id] })
  shop = await startWebsite(base, () => site)
  site = await by.call(api.websites.create, { body: { name: 'Boutique', origin: shop.base } })
  browser = await openBrowser()
  seats.karim = await takeSeat(browser, base, karim.email, karim.password)
  seats.marie = await openPage(browser, shop.base, phone)
  seats.paul = await openPage(browser, shop.base)
  for (const page of [screenOf('marie'), screenOf('paul')]) page.on('request', (request) => requests.push(request))
})

afterAll(async () => {
  await shop?.stop()
  await guichet?.stop()
})

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await photograph(seats)
  for (const { complaints } of Object.values(seats)) expect(complaints).toEqual([])
})

test('nobody is signed in at the site: a link is mailed, which shows a code that signs in here', async () => {
  const page = screenOf('marie')
  await aContact(guichet.by, { name: 'Marie Dupont', email: 'marie@exemple.test' })
  await page.goto('/espace')
  await page.getByLabel('Adresse mail').fill('marie@exemple.test')
  expect(await axeFindings(page)).toEqual([])
  await page.getByRole('button', { name: 'Recevoir un lien' }).click()
  await page.getByText('Le lien ouvre une page qui affiche un code').waitFor()
  expect(await axeFindings(page)).toEqual([])
  const reader = await openPage(browser, guichet.base)
  await reader.page.goto(await mailedLink(guichet.sink, 'marie@exemple.test', 'jeton'))
  await reader.page.getByRole('button', { name: 'Me connecter' }).click()
  await reader.page.getByRole('heading', { name: 'Ouvert sur un autre appareil' }).waitFor()
  expect(await axeFindings(reader.page)).toEqual([])
  await page.getByLabel('Code à huit chiffres').fill(await reader.page.locator('.code').innerText())
  await page.getByRole('button', { name: 'Valider le code' }).click()
  await list(page).waitFor()
  await reader.page.context().close()
})

test('a user of the site opens a ticket and sees only theirs; the page around it stays as it was', async () => {
  const page = screenOf('marie')
  await enterSite(page, 42)
  await page.getByText('Rien en cours').waitFor()
  await page.getByRole('link', { name: 'Nouvelle demande' }).click()
  await page.getByLabel('Que se passe-t-il ?').fill('Chaudière en défaut E133')
  await page.getByRole('button', { name: 'Envoyer la demande' }).click()
  await page.getByRole('heading', { name: 'Chaudière en défaut E133' }).waitFor()
  expect(new URL(page.url()).pathname).toBe('/espace')
  expect(await page.title()).toBe('Ma boutique')
  expect(await page.evaluate('document.documentElement.lang')).toBe('br')
  expect(await axeFindings(page)).toEqual([])
})

test('she answers with a photo, which is at the desk within a second; the technician’s answer is on her page as soon', async () => {
  const [marie, karim] = [screenOf('marie'), screenOf('karim')]
  const ticketId = await openTicket('Voyant allumé')
  await karim.goto(`/tickets/${ticketId}`)
  await title(karim).waitFor()
  await picker(marie).setInputFiles([{ name: 'voyant.jpg', mimeType: 'image/jpeg', buffer: await aPhoto() }])
  await composer(marie).fill('Voici ce qui s’affiche.')
  const atTheDesk = [
    story(karim).getByText('Voici ce qui s’affiche.'),
    story(karim).getByRole('img', { name: 'Agrandir voyant.jpg' }),
  ]
  expect(await delayAfterAnswer(marie, '/steps', () => send(marie), atTheDesk)).toBeLessThan(aSecond())
  const picture = marie.getByRole('button', { name: 'Agrandir voyant.jpg' }).getByRole('img')
  await expect.poll(() => picture.evaluate((image) => image.naturalWidth)).toBeGreaterThan(0)
  await marie.getByRole('button', { name: 'Agrandir voyant.jpg' }).click()
  const dialog = marie.getByRole('dialog', { name: 'voyant.jpg' })
  await expect.poll(() => dialog.getByRole('img').evaluate((image) => image.naturalWidth)).toBeGreaterThan(0)
  const saved = marie.waitForEvent('download')
  await dialog.getByRole('button', { name: 'Enregistrer voyant.jpg' }).click()
  expect((await saved).suggestedFilename()).toBe('voyant.jpg')
  await dialog.getByRole('button', { name: 'Fermer' }).click()
  const answer = { kind: 'answer', visibility: 'public', body: '<p>Nous passons demain.</p>' } as const
  const answered = () => guichet.by.call(api.tickets.addStep, { params: { id: ticketId }, body: answer })
  expect(await delayUntil(answered, [marie.getByText('Nous passons demain.')])).toBeLessThan(aSecond())
})

test('she rates a solution, contests it, and reopens what she had cancelled', async () => {
  const [marie, karim] = [screenOf('marie'), screenOf('karim')]
  const ticketId = await openTicket('Fuite au purgeur')
  await karim.goto(`/tickets/${ticketId}`)
  await title(karim).waitFor()
  await setStatus(guichet.by, ticketId, 'resolved', 'Réparé.')
  await where(marie, 'Réglée').waitFor()
  await marie.locator('label', { hasText: '4 étoiles sur 5' }).click()
  await marie.getByLabel('Un mot ou un merci').fill('Rapide')
  expect(await axeFindings(marie)).toEqual([])
  const seen = karim.getByRole('img', { name: '4 / 5' })
  const rate = () => marie.getByRole('button', { name: 'Donner mon avis' }).click()
  expect(await delayAfterAnswer(marie, '/rating', rate, [seen])).toBeLessThan(aSecond())
  await marie.getByText('Votre avis :').waitFor()
  expect(await axeFindings(marie)).toEqual([])
  await decide(marie, 'Ce n’est pas réglé', 'Toujours en panne')
  await where(marie, 'Contestée').waitFor()
  await decide(marie, 'Annuler ma demande', 'Plus la peine')
  await where(marie, 'Annulée').waitFor()
  await decide(marie, 'Rouvrir ma demande', 'Si, finalement')
  await where(marie, 'Demande reçue').waitFor()
})

test('another user of the site sees none of it', async () => {
  const paul = screenOf('paul')
  const ticketId = await openTicket('Volet bloqué')
  await enterSite(paul, 43)
  await paul.getByText('Rien en cours').waitFor()
  expect(await paul.getByText('Volet bloqué').count()).toBe(0)
  const answer = { kind: 'answer', visibility: 'public', body: '<p>Encore un mot.</p>' } as const
  await guichet.by.call(api.tickets.addStep, { params: { id: ticketId }, body: answer })
  await screenOf('marie').getByText('Encore un mot.').waitFor()
  expect(await paul.getByText('Volet bloqué').count()).toBe(0)
})

test('signed out at the site is signed out here; the next user of the browser finds nothing of the one before', async () => {
  const marie = screenOf('marie')
  await openTicket('Moteur bruyant')
  await marie.goto('/sortir')
  await marie.getByLabel('Adresse mail').waitFor()
  await enterSite(marie, 43)
  await marie.getByText('Rien en cours').waitFor()
  expect(await marie.getByText('Moteur bruyant').count()).toBe(0)
  const kept = await marie.evaluate('JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie])')
  expect(kept).not.toMatch(/[\w-]{43}/)
})

test('no cookie goes to Guichet or comes from it, and its scripts weigh at most 45 kB', async () => {
  await enterSite(screenOf('paul'), 43)
  await openTicket('Porte grinçante')
  await picker(screenOf('marie')).setInputFiles([{ name: 'porte.jpg', mimeType: 'image/jpeg', buffer: await aPhoto() }])
  await send(screenOf('marie'))
  await screenOf('marie').getByRole('button', { name: 'Agrandir porte.jpg' }).waitFor()
  const ours = requests.filter((request) => request.url().startsWith(guichet.base))
  expect(ours.length).toBeGreaterThan(20)
  const sent = await Promise.all(ours.map(async (request) => (await request.allHeaders()).cookie))
  expect(sent.filter(Boolean)).toEqual([])
  expect(await screenOf('marie').context().cookies(guichet.base)).toEqual([])
  const page = await (await browser.newContext({ baseURL: shop.base })).newPage()
  const scripts: Request[] = []
  page.on('requestfinished', (request) => request.resourceType() === 'script' && scripts.push(request))
  await page.goto('/espace')
  await page.getByRole('button').first().waitFor()
  const sizes = await Promise.all(scripts.map(async (request) => (await request.sizes()).responseBodySize))
  await page.context().close()
  const total = sizes.reduce((sum, size) => sum + size, 0)
  expect(total).toBeGreaterThan(5_000)
  expect(total).toBeLessThanOrEqual(45_000)
})

test('a website that is removed signs its users out at once, streams included', async () => {
  const paul = screenOf('paul')
  await enterSite(paul, 43)
  await guichet.by.call(api.websites.remove, { params: { id: site.website.id } })
  await paul.getByLabel('Adresse mail').waitFor({ timeout: 8_000 })
})
