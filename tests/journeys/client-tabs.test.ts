import type { Browser, Page, Request } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { api } from '../../contract/index.ts'
import { axeFindings } from '../axe.ts'
import { openBrowser, openPage, photograph, type Seat } from '../browser.ts'
import { aCompany, aContact, aTicket } from '../factories.ts'
import { type MailingGuichet, startMailingGuichet } from '../mailing-guichet.ts'
import { composer, enter, mailedLink, messages, picker, send, smallTargets } from './client-screen.ts'
import { aSecond, delayAfterAnswer } from './ticket-screen.ts'

/** Marie, supervisor of her company, with the page open twice. */
let guichet: MailingGuichet
let browser: Browser
let marieId: string
const seats: Record<string, Seat> = {}
const email = 'marie@dupont.test'
const screenOf = (name: string) => seats[name]?.page as Page
const file = (name: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(name) })

/** The streams of news that her browser holds open. */
const streams = new Set<Request>()
const isStream = (request: Request) => request.url().endsWith(api.portal.live.path)

/** One more tab of the same browser. */
async function openTab(name: string, path: string): Promise<Page> {
  const page = await screenOf('marie').context().newPage()
  page.setDefaultTimeout(10_000)
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  seats[name] = { page, complaints }
  await page.goto(path)
  return page
}

/** Opens a ticket of Marie's in both tabs of a browser that is signed in. */
async function openTwice(name: string): Promise<[Page, Page]> {
  const { id } = await aTicket(guichet.by, { title: name, contactIds: [marieId] })
  const one = screenOf('marie')
  const other = screenOf('other') ?? (await openTab('other', 'about:blank'))
  for (const page of [one, other]) {
    await page.goto(`/portail/tickets/${id}`)
    await composer(page).waitFor()
  }
  return [one, other]
}

beforeAll(async () => {
  guichet = await startMailingGuichet()
  const { by, base, sink } = guichet
  const company = await aCompany(by, { name: 'Dupont Traiteur' })
  const marie = await aContact(by, { name: 'Marie Dupont', email, companyId: company.id, supervisor: true })
  const paul = await aContact(by, { name: 'Paul Noir', email: 'paul@dupont.test', companyId: company.id })
  marieId = marie.id
  await aTicket(by, { title: 'Chaudière en défaut E133', contactIds: [marieId] })
  await aTicket(by, { title: 'Fuite sous l’évier', contactIds: [paul.id] })
  browser = await openBrowser()
  seats.marie = await openPage(browser, base)
  const context = screenOf('marie').context()
  context.on('request', (request) => isStream(request) && streams.add(request))
  context.on('requestfinished', (request) => streams.delete(request))
  context.on('requestfailed', (request) => streams.delete(request))
  await enter(screenOf('marie'), sink, email)
})

afterAll(async () => guichet?.stop())

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await photograph(seats)
  for (const { complaints } of Object.values(seats)) expect(complaints).toEqual([])
})

test('before anybody is signed in, the page says whose it is', async () => {
  const { page } = await openPage(browser, guichet.base)
  await page.goto('/portail/')
  await page.getByRole('banner').getByText('Guichet', { exact: true }).waitFor()
  await expect.poll(() => page.title()).toBe('Suivre vos demandes · Guichet')
  await page.context().close()
})

test('a supervisor chooses between her own requests and her company’s', async () => {
  const page = screenOf('marie')
  await page.goto('/portail/')
  await page.getByRole('link', { name: /Chaudière en défaut/ }).waitFor()
  expect(await page.getByRole('link', { name: /Fuite sous l’évier/ }).count()).toBe(0)
  const company = page.getByRole('button', { name: 'Celles de Dupont Traiteur' })
  await company.click()
  await page.getByRole('link', { name: /Fuite sous l’évier.*pour Paul Noir/ }).waitFor()
  expect(await company.getAttribute('aria-pressed')).toBe('true')
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme })
    expect(await axeFindings(page)).toEqual([])
  }
  await page.getByRole('button', { name: 'Les miennes' }).click()
  await page.getByRole('link', { name: /Fuite sous l’évier/ }).waitFor({ state: 'detached' })
})

test('the language is changed where one is, kept on the account, and heads the page', async () => {
  const page = screenOf('marie')
  await page.goto('/portail/')
  await page.getByRole('button', { name: 'English' }).click()
  await page.getByRole('heading', { name: 'My requests' }).waitFor()
  expect(await page.evaluate('document.documentElement.lang')).toBe('en')
  const other = await openTab('other', '/portail/')
  await other.getByRole('heading', { name: 'My requests' }).waitFor()
  expect(await axeFindings(other)).toEqual([])
  await other.getByRole('button', { name: 'Français' }).click()
  await other.getByRole('heading', { name: 'Mes demandes' }).waitFor()
  await page.reload()
  await page.getByRole('heading', { name: 'Mes demandes' }).waitFor()
})

test('words written in a tab are in the other within a second', async () => {
  const [one, other] = await openTwice('Voyant allumé')
  await composer(one).fill('Le voyant est passé au vert.')
  const waited = await delayAfterAnswer(one, '/steps', () => send(one), [
    messages(other).getByText('Le voyant est passé au vert.'),
  ])
  expect(waited).toBeLessThan(aSecond())
})

test('of more than 20 files it takes 20, and says how many it did not', async () => {
  const [page] = await openTwice('Dossier à joindre')
  await picker(page).setInputFiles(Array.from({ length: 23 }, (_, n) => file(`page ${n + 1}.txt`)))
  await page.getByRole('alert').getByText('20 fichiers au plus par message : 3 fichiers n’ont pas été pris.').waitFor()
  expect(await page.getByLabel('À joindre').getByRole('listitem').count()).toBe(20)
  expect(await axeFindings(page)).toEqual([])
  await send(page)
  await messages(page)
    .getByRole('link', { name: /^page 20\.txt/ })
    .waitFor()
  expect(await page.getByText('20 fichiers au plus').count()).toBe(0)
})

test('a session that ends while one writes takes nothing: words and files wait, and leave by themselves afterwards', async () => {
  const [one, other] = await openTwice('Fuite au purgeur')
  await picker(one).setInputFiles([file('avant.txt')])
  await one.getByLabel('À joindre').getByText('1 ko').waitFor()
  await one.getByRole('progressbar').waitFor({ state: 'detached' })
  await one.context().clearCookies()
  await composer(one).fill('Écrit après la fin')
  await send(one)
  const asked = one.locator('.banner')
  await asked.getByText(/Votre connexion a pris fin.*marie@dupont\.test/).waitFor()
  await messages(one).getByText('Écrit après la fin').waitFor()
  await composer(one).fill('Et la suite')
  await picker(one).setInputFiles([file('apres.txt')])
  expect(await axeFindings(one)).toEqual([])
  expect(await smallTargets(one)).toEqual([])

  const before = guichet.sink.to(email).length
  await asked.getByRole('button', { name: 'Recevoir un lien' }).click()
  await asked.getByText('Un lien vient de partir').waitFor()
  const tab = await openTab('tab', await mailedLink(guichet.sink, email, 'jeton', before))
  await tab.getByRole('button', { name: 'Me connecter' }).click()
  await tab.getByRole('heading', { name: 'Fuite au purgeur' }).waitFor()

  await asked.waitFor({ state: 'detached' })
  for (const page of [one, other, tab]) {
    // The tab that sends them shows them twice for a moment: as on their way, and as arrived.
    await expect.poll(() => messages(page).getByText('Écrit après la fin').count()).toBe(1)
    await messages(page)
      .getByRole('link', { name: /^avant\.txt/ })
      .waitFor()
  }
  expect(await composer(one).inputValue()).toBe('Et la suite')
  await send(one)
  await messages(tab)
    .getByRole('link', { name: /^apres\.txt/ })
    .waitFor()
})

test('signing out in a tab ends the stream that all of them share, and each asks who may sign in', async () => {
  const [one] = await openTwice('Porte bloquée')
  await expect.poll(() => streams.size, { timeout: 5_000 }).toBe(1)
  await one.getByRole('button', { name: 'Se déconnecter' }).click()
  for (const { page } of Object.values(seats)) {
    await page.getByLabel('Adresse mail').waitFor()
    expect(await page.getByText('Porte bloquée').count()).toBe(0)
  }
  await expect.poll(() => streams.size, { timeout: 5_000 }).toBe(0)
})
