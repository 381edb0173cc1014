import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { api } from '../../contract/index.ts'
import type { WithSecret } from '../../contract/websites.ts'
import { axeFindings } from '../axe.ts'
import { intercept, openBrowser, openPage, phone, photograph, type Seat } from '../browser.ts'
import { aCompany, aMachine } from '../factories.ts'
import { type MailingGuichet, startMailingGuichet } from '../mailing-guichet.ts'
import { aPhoto } from '../pictures.ts'
import { startWebsite, type WebsiteServer } from '../website-server.ts'

/** A form in a page of a website that says who is signed in there; and what is kept of it through a reload. */
let guichet: MailingGuichet
let browser: Browser
let shop: WebsiteServer
let site: WithSecret
let seat: Seat
let formId = ''
const page = (): Page => seat.page
const fields = [
  { id: 'nom', kind: 'name', label: 'Votre nom', required: true },
  { id: 'mail', kind: 'email', label: 'Votre e-mail', required: true },
  { id: 'objet', kind: 'subject', label: 'Objet', required: true },
  { id: 'machine', kind: 'machine', label: 'Votre machine' },
  { id: 'projet', kind: 'project', label: 'Votre chantier' },
  { id: 'photos', kind: 'files', label: 'Photos' },
] as const
const submit = () => page().getByRole('button', { name: 'Envoyer', exact: true }).click()
/** Signs Marie in at the site. */
async function enterSite() {
  await page().goto('/entrer?42')
  await page().getByRole('heading', { name: 'Mes demandes' }).waitFor()
}
const isKnown = () => page().getByText('Vous écrivez en tant que Marie Dupont').waitFor()
async function ticketNamed(title: string) {
  const { items } = await guichet.by.call(api.tickets.list, { query: {} })
  return guichet.by.call(api.tickets.show, { params: { key: items.find((row) => row.title === title)?.id ?? '' } })
}
/** Puts Marie, whom the site knows, into a company with many machines and a project. */
async function giveMarieACompany() {
  const { by } = guichet
  const { id: companyId } = await aCompany(by, { name: 'Dupont SA' })
  const [{ id } = { id: '' }] = (await by.call(api.contacts.list, { query: { text: 'Marie Dupont' } })).items
  const { version, company: _, ...marie } = await by.call(api.contacts.show, { params: { id } })
  await by.call(api.contacts.change, { params: { id }, body: { ...marie, companyId, version } })
  for (let n = 1; n <= 24; n += 1)
    await aMachine(by, { companyId, brand: 'Frisquet', model: `Hydro ${n}`, serialNumber: `SN-${n}` })
  await by.call(api.projects.create, { body: { name: 'Extension', state: 'active', companyId } })
}
async function attach(name: string) {
  const photo = { name, mimeType: 'image/jpeg', buffer: await aPhoto() }
  await page().getByLabel('Joindre des fichiers').setInputFiles(photo)
  await page().getByText(name).waitFor()
  await page().getByRole('progressbar').waitFor({ state: 'detached' })
}

beforeAll(async () => {
  guichet = await startMailingGuichet()
  const { by, base } = guichet
  shop = await startWebsite(
    base,
    () => site,
    () => formId,
  )
  site = await by.call(api.websites.create, { body: { name: 'Boutique', origin: shop.base } })
  const body = { name: 'Dépannage', title: 'Demander un dépannage', fields: [...fields] }
  formId = (await by.call(api.forms.create, { body })).id
  browser = await openBrowser()
  seat = await openPage(browser, shop.base, phone)
})

afterAll(async () => {
  await shop?.stop()
  await guichet?.stop()
})

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await photograph({ visitor: seat })
  expect(seat.complaints).toEqual([])
})

test('nobody is signed in: a guest is asked their name; their words and photos outlive a reload and are sent once', async () => {
  await page().goto('/formulaire')
  await page().getByLabel('Votre nom').fill('Anne Roy')
  await page().getByLabel('Votre e-mail').fill('anne@exemple.test')
  await page().getByLabel('Objet').fill('Plus d’eau chaude')
  expect(await page().getByLabel('Votre chantier').count()).toBe(0)
  await attach('panne.jpg')
  await page().reload()
  await page().getByText('panne.jpg').waitFor()
  expect(await page().getByLabel('Votre nom').inputValue()).toBe('Anne Roy')
  expect(await axeFindings(page())).toEqual([])
  await submit()
  await page().getByText('Votre demande porte le numéro').waitFor()
  const ticket = await ticketNamed('Plus d’eau chaude')
  expect(ticket).toMatchObject({ attachments: [{ name: 'panne.jpg' }], contacts: [{ name: 'Anne Roy' }] })
  await page().getByRole('button', { name: 'Envoyer une autre demande' }).click()
  expect(await page().getByText('panne.jpg').count()).toBe(0)
})

test('a file that was sent although its answer was lost is kept once', async () => {
  await page().goto('/formulaire')
  await page().getByLabel('Objet').fill('Réponse perdue')
  let lost = 0
  await intercept(page(), '**/files?*', async (route) => {
    if (lost > 0 || route.request().method() !== 'POST') return route.fallback()
    lost += 1
    await route.fetch()
    await route.abort()
  })
  await page()
    .getByLabel('Joindre des fichiers')
    .setInputFiles({ name: 'deux.jpg', mimeType: 'image/jpeg', buffer: await aPhoto() })
  await page().getByRole('button', { name: 'Réessayer deux.jpg' }).click()
  await page().getByRole('button', { name: 'Réessayer deux.jpg' }).waitFor({ state: 'detached' })
  await page().getByRole('progressbar').waitFor({ state: 'detached' })
  await page().unrouteAll()
  await page().getByLabel('Votre nom').fill('Anne Roy')
  await page().getByLabel('Votre e-mail').fill('anne@exemple.test')
  await submit()
  await page().getByText('Votre demande porte le numéro').waitFor()
  expect((await ticketNamed('Réponse perdue')).attachments).toHaveLength(1)
})

test('a person signed in at the site is known: no name is asked, and the ticket is theirs', async () => {
  await enterSite()
  await page().goto('/formulaire')
  await isKnown()
  expect(await page().getByLabel('Votre nom').count()).toBe(0)
  expect(await axeFindings(page())).toEqual([])
  await page().getByLabel('Objet').fill('Volet bloqué')
  await page().getByLabel('Votre machine').fill('Le vieux moteur')
  await attach('volet.jpg')
  await page().reload()
  await isKnown()
  await page().getByText('volet.jpg').waitFor()
  await submit()
  await page().getByText('Vous la suivez dans votre espace client').waitFor()
  const ticket = await ticketNamed('Volet bloqué')
  expect(ticket).toMatchObject({ contacts: [{ name: 'Marie Dupont' }], attachments: [{ name: 'volet.jpg' }] })
  await page().goto('/espace')
  await page().getByText('Volet bloqué').waitFor()
})

test('their machine is searched among many, their project chosen; what ends meanwhile is asked for again', async () => {
  await enterSite()
  await giveMarieACompany()
  await page().goto('/formulaire')
  await isKnown()
  await page().getByLabel('Objet').fill('Fuite au local')
  await page().getByLabel('Votre chantier').selectOption('Extension')
  await page().getByLabel('Chercher parmi vos machines').fill('hydro 24')
  const choice = page().getByRole('listbox', { name: 'Votre machine' })
  await choice.getByRole('option', { name: 'Hydro 24' }).waitFor()
  await choice.selectOption({ label: 'Frisquet Hydro 24, SN-24' })
  expect(await axeFindings(page())).toEqual([])
  let refused = 0
  await intercept(page(), '**/submissions', async (route) => {
    if (refused > 0 || route.request().method() !== 'POST') return route.fallback()
    refused += 1
    const headers = { ...route.request().headers(), authorization: `Bearer ${'x'.repeat(43)}` }
    await route.continue({ headers })
  })
  await submit()
  await page().getByText('Votre demande porte le numéro').waitFor()
  expect(refused).toBe(1)
  await page().unrouteAll()
  expect(await ticketNamed('Fuite au local')).toMatchObject({
    equipment: [{ serialNumber: 'SN-24' }],
    project: { name: 'Extension' },
    company: { name: 'Dupont SA' },
  })
})

test('a person who signs out meanwhile finds the guest’s questions, with their words and their photo', async () => {
  await enterSite()
  await page().goto('/formulaire')
  await isKnown()
  await page().getByLabel('Objet').fill('Porte qui grince')
  await attach('porte.jpg')
  await page().evaluate(`fetch('/sortir')`)
  await intercept(page(), '**/submissions', async (route) => {
    const headers = { ...route.request().headers(), authorization: `Bearer ${'x'.repeat(43)}` }
    if (!route.request().url().includes('/api/portal/')) return route.fallback()
    await route.continue({ headers })
  })
  await submit()
  await page().getByText('Votre connexion au site a changé').waitFor()
  expect(await page().getByLabel('Objet').inputValue()).toBe('Porte qui grince')
  await page().getByLabel('Votre nom').fill('Marie')
  await page().getByLabel('Votre e-mail').fill('marie@exemple.test')
  await page().getByRole('progressbar').waitFor({ state: 'detached' })
  await submit()
  await page().getByText('Votre demande porte le numéro').waitFor()
  await page().unrouteAll()
  expect((await ticketNamed('Porte qui grince')).attachments).toMatchObject([{ name: 'porte.jpg' }])
})

test('a website that does not answer keeps nobody from writing', async () => {
  await page().goto('/entrer?42')
  await page().goto('/espace')
  await intercept(page(), '**/jeton', (route) => route.abort())
  await page().goto('/formulaire')
  await page().getByLabel('Votre nom').waitFor()
  await page().unrouteAll()
})
