import type { Browser, Page, Response } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { client } from '../../contract/client.ts'
import { api } from '../../contract/index.ts'
import { freePort } from '../../server/platform/embedded-postgres/endpoint.ts'
import { axeFindings } from '../axe.ts'
import { openBrowser, openPage, phone, photograph, type Seat, takeSeat } from '../browser.ts'
import { makeDataDir, removeDataDir } from '../data-dir.ts'
import { aCompany, aContact, aMachine } from '../factories.ts'
import { administrator, callerOf, type Guichet, signIn, startGuichet } from '../guichet.ts'
import { aPhoto } from '../pictures.ts'
import { type SmtpSink, startSmtpSink, textOf } from '../smtp-sink.ts'
import { delayUntil, status, story, title } from './ticket-screen.ts'

/** A request between Marie's telephone and Karim's desk: chapters of one story. */
let guichet: Guichet
let sink: SmtpSink
let by: { call: ReturnType<typeof client> }
let dataDir: string
let browser: Browser
let ticketId: string
const seats: Record<string, Seat> = {}
const { password } = administrator
const email = 'marie@dupont.test'

const screenOf = (name: string) => seats[name]?.page as Page

beforeAll(async () => {
  dataDir = await makeDataDir()
  sink = await startSmtpSink()
  const port = await freePort()
  guichet = await startGuichet({
    DATA_DIR: dataDir,
    PORT: String(port),
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    SMTP_URL: sink.url,
    MAIL_FROM: 'sav@thermo.test',
  })
  await guichet.healthy
  by = { call: callerOf(guichet.base, await signIn(guichet.base)) }
  await by.call(api.agents.create, {
    body: { name: 'Karim Benali', email: 'karim@thermo.test', role: 'technician', password },
  })
  browser = await openBrowser()
  seats.karim = await takeSeat(browser, guichet.base, 'karim@thermo.test', password)
  seats.marie = await openPage(browser, guichet.base, phone)
})

afterAll(async () => {
  await guichet?.stop()
  await sink?.stop()
  await removeDataDir(dataDir)
})

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await photograph(seats)
  for (const { complaints } of Object.values(seats)) expect(complaints).toEqual([])
})

/** The newest link in Marie's mails that carries a secret of this name. */
async function mailedLink(secret: 'jeton' | 'pour', after = 0): Promise<string> {
  const found = () => {
    const texts = sink.to(email).slice(after).map(textOf).reverse()
    return texts.map((text) => new RegExp(`http://\\S+#${secret}=\\S+`).exec(text)?.[0]).find(Boolean)
  }
  await expect.poll(found, { timeout: 20_000 }).toBeTruthy()
  return found() ?? ''
}

const mailsAfter = (count: number) =>
  expect.poll(() => sink.to(email).length, { timeout: 20_000 }).toBeGreaterThan(count)
const where = (page: Page, words: string) => page.locator('.where').getByText(words, { exact: true })
const composer = (page: Page) => page.getByLabel('Votre message', { exact: true })
const show = () => by.call(api.tickets.show, { params: { key: ticketId } })

test('the acknowledgement’s link opens nothing by itself: one button mails a link, whose button signs in', async () => {
  const company = await aCompany(by, { name: 'Dupont Traiteur' })
  const marie = await aContact(by, { name: 'Marie Dupont', email, companyId: company.id })
  const { id } = await by.call(api.tickets.create, {
    body: {
      title: 'Chaudière en défaut E133',
      description: '<p>Le voyant rouge clignote.</p>',
      contactIds: [marie.id],
    },
  })
  ticketId = id
  const page = screenOf('marie')
  await page.goto(await mailedLink('pour'))
  await page.getByRole('heading', { name: 'Ouvrir votre demande' }).waitFor()
  expect(await axeFindings(page)).toEqual([])
  await page.getByRole('button', { name: 'Recevoir un lien' }).click()
  await page.getByRole('heading', { name: 'Regardez vos mails' }).waitFor()

  const link = await mailedLink('jeton')
  expect((await page.request.get(link, { headers: { accept: 'text/html' } })).status()).toBe(200)
  await page.goto(link)
  await page.getByRole('button', { name: 'Me connecter' }).waitFor()
  expect((await page.request.get(api.portal.me.path)).status()).toBe(401)
  expect(await axeFindings(page)).toEqual([])
  await page.getByRole('button', { name: 'Me connecter' }).click()
  await page.getByRole('heading', { name: 'Chaudière en défaut E133' }).waitFor()
  await where(page, 'Demande reçue').waitFor()
  expect(new URL(page.url()).hash).toBe('')
  expect(await axeFindings(page)).toEqual([])

  const other = await (await browser.newContext({ locale: 'fr-FR' })).newPage()
  await other.goto(link)
  await other.getByRole('button', { name: 'Me connecter' }).click()
  await other.getByRole('alert').getByText('Ce lien a déjà servi').waitFor()
  await other.context().close()
})

test('her answer with a photo, from a telephone, is at the desk with its preview; a draft outlives a reload', async () => {
  const [marie, karim] = [screenOf('marie'), screenOf('karim')]
  await karim.goto(`/tickets/${(await show()).number}`)
  await title(karim).waitFor()
  await composer(marie).fill('Voici ce qui s’affiche.')
  await marie.reload()
  await expect.poll(() => composer(marie).inputValue()).toBe('Voici ce qui s’affiche.')
  await marie
    .getByLabel('Photo ou fichier')
    .setInputFiles([{ name: 'voyant.jpg', mimeType: 'image/jpeg', buffer: await aPhoto() }])
  await marie.getByRole('button', { name: 'Envoyer', disabled: false }).click()
  await story(karim).getByRole('img', { name: 'Agrandir voyant.jpg' }).waitFor()
  await marie.getByRole('button', { name: 'Agrandir voyant.jpg' }).click()
  await marie.getByRole('dialog', { name: 'voyant.jpg' }).getByRole('img').waitFor()
  expect(await axeFindings(marie)).toEqual([])
  await marie.getByRole('button', { name: 'Fermer' }).click()
  expect(await composer(marie).inputValue()).toBe('')
  expect(await smallTargets(marie)).toEqual([])
})

test('a question that sets waiting is one mail and is on her screen; her answer takes the ticket up again', async () => {
  const [marie, karim] = [screenOf('marie'), screenOf('karim')]
  const before = sink.to(email).length
  const { version } = await show()
  await by.call(api.tickets.addStep, {
    params: { id: ticketId },
    body: {
      kind: 'question',
      body: '<p>Quelle pression au manomètre ?</p>',
      visibility: 'public',
      status: { to: 'waiting', version },
    },
  })
  await where(marie, 'En attente').waitFor()
  await marie.getByText('Quelle pression au manomètre ?').waitFor()
  await mailsAfter(before)
  expect(sink.to(email).length).toBe(before + 1)
  await composer(marie).fill('1,4 bar')
  await marie.getByRole('button', { name: 'Envoyer', disabled: false }).click()
  await where(marie, 'En cours d’instruction').waitFor()
  await story(karim).getByText('1,4 bar').waitFor()
  await status(karim, 'Instruction').waitFor()
})

test('resolved, contested with a reason, cancelled and reopened: each is seen by the other as it happens', async () => {
  const [marie, karim] = [screenOf('marie'), screenOf('karim')]
  const before = sink.to(email).length
  const { version } = await show()
  await by.call(api.tickets.setStatus, {
    params: { id: ticketId },
    body: { to: 'resolved', version, note: '<p>Pressostat remplacé.</p>' },
  })
  await where(marie, 'Réglée').waitFor()
  await marie.getByText('Pressostat remplacé.').waitFor()
  await mailsAfter(before)
  expect(await axeFindings(marie)).toEqual([])
  expect(await smallTargets(marie)).toEqual([])

  await decide(marie, 'Ce n’est pas réglé', 'Le voyant clignote toujours.')
  await where(marie, 'Contestée').waitFor()
  await status(karim, 'Désaccord').waitFor()
  await story(karim).getByText('Le voyant clignote toujours.').waitFor()

  const mails = sink.to(email).length
  await by.call(api.tickets.setStatus, {
    params: { id: ticketId },
    body: { to: 'resolved', version: (await show()).version, note: '<p>Carte électronique changée.</p>' },
  })
  await where(marie, 'Réglée').waitFor()
  await mailsAfter(mails)
  expect(
    await delayUntil(
      () => decide(marie, 'Ce n’est pas réglé', 'Elle s’est arrêtée cette nuit.'),
      [status(karim, 'Désaccord'), story(karim).getByText('Elle s’est arrêtée cette nuit.')],
    ),
  ).toBeLessThan(3_000)
  await where(marie, 'Contestée').waitFor()

  await decide(marie, 'Annuler ma demande', 'Nous changeons de chaudière.')
  await where(marie, 'Annulée').waitFor()
  await status(karim, 'Annulé').waitFor()
  await decide(marie, 'Rouvrir ma demande', 'Le devis est refusé.')
  await where(marie, 'Demande reçue').waitFor()
  await status(karim, 'Ouverture').waitFor()
})

test('an agent who reported a ticket does not reopen it: only its client does, or an administrator', async () => {
  const karim = screenOf('karim')
  const { items } = await by.call(api.agents.list, {})
  const reporterAgentId = items.find(({ name }) => name === 'Karim Benali')?.id ?? ''
  const machine = await aMachine(by)
  const { id, number } = await by.call(api.tickets.create, {
    body: { title: 'Bruit au local technique', equipmentIds: [machine.id], reporterAgentId },
  })
  const resolved = await by.call(api.tickets.setStatus, {
    params: { id },
    body: { to: 'resolved', version: 1, note: '<p>Silentbloc changé.</p>' },
  })
  const change = { to: 'investigating', version: resolved.version, note: '<p>Encore.</p>' }
  expect((await callIn(karim)('PUT', `/api/tickets/${id}/status`, change)).code).toBe('forbidden')
  await karim.goto(`/tickets/${number}`)
  await status(karim, 'Résolu').waitFor()
  expect(await karim.getByRole('button', { name: 'Rouvrir' }).count()).toBe(0)
  await karim.goto(`/tickets/${(await show()).number}`)
})

test('her list, a new request and the way back are clean, large enough to tap, and reached without a reload', async () => {
  const page = screenOf('marie')
  await page.getByRole('link', { name: 'Mes demandes' }).click()
  await page.getByRole('link', { name: /Chaudière en défaut E133/ }).waitFor()
  await expect.poll(() => page.title()).toMatch(/^Mes demandes · /)
  expect(await axeFindings(page)).toEqual([])
  expect(await smallTargets(page)).toEqual([])
  await page.getByRole('link', { name: 'Nouvelle demande' }).click()
  await page.getByLabel('Que se passe-t-il ?').waitFor()
  expect(await axeFindings(page)).toEqual([])
  expect(await smallTargets(page)).toEqual([])
  await page.getByRole('button', { name: 'Envoyer la demande' }).click()
  await page.getByText('Dites-le en quelques mots.').waitFor()
  await page.getByLabel('Que se passe-t-il ?').fill('Fuite sous l’évier')
  await page.getByRole('button', { name: 'Envoyer la demande' }).click()
  await page.getByRole('heading', { name: 'Fuite sous l’évier' }).waitFor()
  await page.goBack()
  await page.getByRole('heading', { name: 'Mes demandes' }).waitFor()
  await page.getByRole('link', { name: /Fuite sous l’évier/ }).waitFor()
})

test('offline it says so, and what was sent meanwhile leaves when the line is back', async () => {
  const [marie, karim] = [screenOf('marie'), screenOf('karim')]
  await marie.goto(`/portail/tickets/${ticketId}`)
  await marie.getByRole('heading', { name: 'Chaudière en défaut E133' }).waitFor()
  await karim.goto(`/tickets/${(await show()).number}`)
  await marie.context().setOffline(true)
  await marie.getByText('Pas de connexion :').waitFor()
  await composer(marie).fill('Écrit dans la cave')
  await marie.getByRole('button', { name: 'Envoyer', disabled: false }).click()
  await marie.getByRole('alert').getByText('Ce message n’est pas parti.').waitFor()
  await marie.context().setOffline(false)
  await story(karim).getByText('Écrit dans la cave').waitFor()
  await marie.getByText('Pas de connexion :').waitFor({ state: 'detached' })
  expect(await marie.getByText('Écrit dans la cave').count()).toBe(1)
})

test('the page needs at most 45 kB of scripts, compressed', async () => {
  const context = await browser.newContext({ baseURL: guichet.base, locale: 'fr-FR' })
  const page = await context.newPage()
  const answers: Response[] = []
  page.on('response', (answer) => {
    if (answer.request().resourceType() === 'script') answers.push(answer)
  })
  await page.goto('/portail/')
  await page.getByLabel('Adresse mail').waitFor()
  expect(await axeFindings(page)).toEqual([])
  expect(await smallTargets(page)).toEqual([])
  const sizes = await Promise.all(answers.map(async (answer) => (await answer.request().sizes()).responseBodySize))
  const total = sizes.reduce((sum, size) => sum + size, 0)
  await context.close()
  expect(total).toBeGreaterThan(5_000)
  expect(total).toBeLessThanOrEqual(45_000)
})

async function decide(page: Page, act: string, reason: string) {
  await page.getByRole('button', { name: act }).click()
  const dialog = page.getByRole('dialog', { name: act })
  await dialog.getByRole('button', { name: act }).click()
  await dialog.getByRole('alert').getByText('Un mot suffit').waitFor()
  await dialog.getByRole('textbox').fill(reason)
  await dialog.getByRole('button', { name: act }).click()
  await dialog.waitFor({ state: 'detached' })
}

/** A call made with the cookie of a page. */
const callIn = (page: Page) => async (method: string, path: string, data: unknown) =>
  (await (await page.request.fetch(path, { method, data })).json()) as { id: string; code?: string }

/** What a thumb has to hit and is less than 44 px high; links inside a text aside. */
const smallTargets = (page: Page): Promise<string[]> =>
  page.evaluate(`(() => {
    const all = document.querySelector('guichet-portal').shadowRoot.querySelectorAll('a, button, input, select, textarea')
    return [...all]
      .filter((one) => !one.closest('.rich'))
      .map((one) => (one.type === 'radio' || one.type === 'file' ? one.closest('label') : one))
      .filter((one) => one.getClientRects().length > 0 && one.getBoundingClientRect().height < 43.5)
      .map((one) => one.outerHTML.slice(0, 120))
  })()`)
