import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { api } from '../../contract/index.ts'
import type { WithSecret } from '../../contract/websites.ts'
import { axeFindings } from '../axe.ts'
import { openBrowser, openPage, phone, photograph, type Seat, takeSeat } from '../browser.ts'
import { aCompany, aContact, aProject, aTicket, setProjectContacts } from '../factories.ts'
import { administrator } from '../guichet.ts'
import { type MailingGuichet, startMailingGuichet } from '../mailing-guichet.ts'
import { startWebsite, type WebsiteServer } from '../website-server.ts'
import { composer, enter, smallTargets } from './client-screen.ts'
import { aSecond, delayUntil } from './ticket-screen.ts'

/** Marie on our page, and Paul on his shop’s, are let into a project at the desk and follow the anomalies of others. */
let guichet: MailingGuichet
let browser: Browser
let shop: WebsiteServer
let site: WithSecret
let anomalyId: string
let projectId: string
const seats: Record<string, Seat> = {}
const email = 'marie@dupont.test'
const anomaly = 'L’export perd les accents'

const screenOf = (name: 'lea' | 'marie' | 'paul') => seats[name]?.page as Page
const ofProject = (page: Page) => page.getByRole('button', { name: 'Projet Intranet' })
const followed = (page: Page) =>
  page.getByText('Anomalie du projet Intranet, signalée par Zoé Blanc : vous la suivez en lecture.')

beforeAll(async () => {
  guichet = await startMailingGuichet()
  const { by, base, sink } = guichet
  const company = await aCompany(by, { name: 'Dupont Traiteur' })
  await aContact(by, { name: 'Marie Dupont', email, companyId: company.id })
  const zoe = await aContact(by, { name: 'Zoé Blanc', companyId: (await aCompany(by, { name: 'Blanc SARL' })).id })
  projectId = (await aProject(by, { companyId: company.id })).id
  const reported = { contactIds: [zoe.id], reporterContactId: zoe.id, projectId }
  anomalyId = (await aTicket(by, { ...reported, kind: 'anomaly', title: anomaly })).id
  await aTicket(by, { ...reported, title: 'Demande qui n’en est pas une' })
  shop = await startWebsite(base, () => site)
  site = await by.call(api.websites.create, { body: { name: 'Boutique', origin: shop.base } })
  browser = await openBrowser()
  seats.lea = await takeSeat(browser, base, administrator.email, administrator.password)
  seats.marie = await openPage(browser, base, phone)
  seats.paul = await openPage(browser, shop.base)
  await enter(screenOf('marie'), sink, email)
  await screenOf('paul').goto('/entrer?43')
  await screenOf('paul').getByText('Rien en cours').waitFor()
  await screenOf('lea').goto(`/projets/${projectId}`)
})

afterAll(async () => {
  await shop?.stop()
  await guichet?.stop()
})

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await photograph(seats)
  for (const { complaints } of Object.values(seats)) expect(complaints).toEqual([])
})

/** Lets Marie and Paul into the project, and shows them their requests. Returns Marie's id. */
async function letIn(): Promise<string> {
  const { items } = await guichet.by.call(api.contacts.list, { query: {} })
  const idOf = (name: string) => items.find((contact) => contact.name === name)?.id ?? ''
  await setProjectContacts(guichet.by, projectId, [idOf('Marie Dupont'), idOf('Paul Noir')])
  await screenOf('marie').goto('/portail/')
  await screenOf('paul').goto('/espace')
  return idOf('Marie Dupont')
}

test('at the desk, the project’s card suggests its company’s people and finds others by name', async () => {
  const lea = screenOf('lea')
  const field = lea.getByRole('combobox', { name: 'Ajouter un contact' })
  await lea.getByText('ils voient toutes les anomalies du projet').waitFor()
  await field.click()
  const option = lea.getByRole('option', { name: /^Marie Dupont/ })
  await option.waitFor()
  expect(await lea.getByRole('option').count()).toBe(1)
  const added = async () => {
    await option.click()
    await lea.getByRole('button', { name: 'Retirer Marie Dupont' }).waitFor()
  }
  expect(await delayUntil(added, [ofProject(screenOf('marie'))])).toBeLessThan(aSecond())
  await field.fill('noir')
  await lea.getByRole('option', { name: /^Paul Noir/ }).click()
  await lea.getByRole('button', { name: 'Retirer Paul Noir' }).waitFor()
  await ofProject(screenOf('paul')).waitFor()
  for (const colorScheme of ['dark', 'light'] as const) {
    await lea.emulateMedia({ colorScheme })
    expect(await axeFindings(lea)).toEqual([])
  }
})

test('anomalies of the project stand beside one’s own requests, are read alone, and show answers within a second', async () => {
  await letIn()
  for (const page of [screenOf('marie'), screenOf('paul')]) {
    await page.getByText('Rien en cours').waitFor()
    await ofProject(page).click()
    const row = page.getByRole('link', { name: new RegExp(`${anomaly}.*pour Zoé Blanc`) })
    await row.waitFor()
    expect(await page.getByRole('link', { name: /Demande qui n’en/ }).count()).toBe(0)
    expect(await axeFindings(page)).toEqual([])
    await row.click()
    await followed(page).waitFor()
    expect(await composer(page).count()).toBe(0)
    expect(await page.getByRole('button', { name: 'Annuler ma demande' }).count()).toBe(0)
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme })
      expect(await axeFindings(page)).toEqual([])
    }
    expect(await smallTargets(page)).toEqual([])
  }

  const answer = { kind: 'answer', visibility: 'public', body: '<p>Corrigé dans la version 2.1.</p>' } as const
  const answered = () => guichet.by.call(api.tickets.addStep, { params: { id: anomalyId }, body: answer })
  const seen = [screenOf('marie'), screenOf('paul')].map((page) => page.getByText('Corrigé dans la version 2.1.'))
  expect(await delayUntil(answered, seen)).toBeLessThan(aSecond())

  // Back in the list, it shows the same part.
  const marie = screenOf('marie')
  await marie.getByRole('link', { name: '← Mes demandes' }).click()
  await marie.getByRole('link', { name: anomaly }).waitFor()
  expect(await ofProject(marie).getAttribute('aria-pressed')).toBe('true')
})

test('a contact of many projects chooses from a list of them, and out of one again sees nothing more of it', async () => {
  const [lea, marie, paul] = [screenOf('lea'), screenOf('marie'), screenOf('paul')]
  const marieId = await letIn()
  await ofProject(marie).click()
  for (const name of ['Extranet', 'Paie', 'Standard']) {
    const project = await aProject(guichet.by, { name })
    await setProjectContacts(guichet.by, project.id, [marieId])
  }
  const choice = marie.getByRole('combobox', { name: 'Quelles demandes' })
  await expect.poll(() => choice.getByRole('option').allTextContents()).toHaveLength(5)
  await marie.getByRole('link', { name: anomaly }).waitFor()
  await choice.selectOption('Projet Paie')
  await marie.getByText('Aucune anomalie en cours').waitFor()
  expect(await axeFindings(marie)).toEqual([])
  expect(await smallTargets(marie)).toEqual([])
  await choice.selectOption('Projet Intranet')
  await marie.getByRole('link', { name: anomaly }).waitFor()

  await ofProject(paul).click()
  await paul.getByRole('link', { name: anomaly }).click()
  await followed(paul).waitFor()
  await lea.goto(`/projets/${projectId}`)
  for (const name of ['Marie Dupont', 'Paul Noir']) {
    await lea.getByRole('button', { name: `Retirer ${name}` }).click()
    await lea.getByRole('button', { name: `Retirer ${name}` }).waitFor({ state: 'detached' })
  }
  await lea.getByText('Personne pour l’instant.').waitFor()
  await paul.getByRole('heading', { name: 'Demande introuvable' }).waitFor({ timeout: 5_000 })
  const others = marie.getByRole('button', { name: /^Projet / })
  await expect.poll(() => others.count(), { timeout: 5_000 }).toBe(3)
  expect(await ofProject(marie).count()).toBe(0)
  await marie.getByText('Rien en cours').waitFor()
  for (const page of [marie, paul]) expect(await page.getByText(anomaly).count()).toBe(0)
})
