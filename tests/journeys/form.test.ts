import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser, Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { api } from '../../contract/index.ts'
import { axeFindings } from '../axe.ts'
import { openBrowser, openPage, phone, photograph, type Seat, takeSeat } from '../browser.ts'
import { administrator, signIn } from '../guichet.ts'
import { type MailingGuichet, startMailingGuichet } from '../mailing-guichet.ts'
import { aLargePhoto, aPhoto } from '../pictures.ts'
import { aSecond } from './ticket-screen.ts'

/** A guest fills in a form on a plain page of another origin, under a strict policy, on a slow telephone. */
let guichet: MailingGuichet
let browser: Browser
let seat: Seat
let formId: string
const site = createServer((_request, response) => {
  const policy = `default-src 'self'; script-src ${guichet.base}; connect-src ${guichet.base}`
  response.writeHead(200, { 'content-type': 'text/html', 'content-security-policy': policy }).end(`<!doctype html>
    <html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Atelier</title></head>
    <body><main><h1>Atelier</h1><guichet-form form="${formId}"></guichet-form></main>
    <script type="module" src="${guichet.base}/elements/form.js"></script></body></html>`)
})
const fields = [
  { id: 'nom', kind: 'name', label: 'Votre nom', required: true },
  { id: 'mail', kind: 'email', label: 'Votre e-mail', required: true },
  { id: 'sujet', kind: 'choice', label: 'Sujet', required: true, options: ['Panne', 'Devis'] },
  { id: 'code', kind: 'line', label: 'Code affiché', when: { field: 'sujet', is: 'Panne' } },
  { id: 'detail', kind: 'description', label: 'Que se passe-t-il ?', required: true },
  { id: 'photos', kind: 'files', label: 'Photos' },
] as const
const body = {
  name: 'Dépannage',
  title: 'Demander un dépannage',
  fields: fields.map((field) => ({ ...field, options: 'options' in field ? [...field.options] : [] })),
}
const address = () => `http://localhost:${(site.address() as AddressInfo).port}`
const page = (): Page => seat.page
const submit = () => page().getByRole('button', { name: 'Envoyer', exact: true })
const opened = async () =>
  (await guichet.by.call(api.tickets.list, { query: {} })).items.filter(({ title }) => title.startsWith('Plus d’eau'))

beforeAll(async () => {
  guichet = await startMailingGuichet()
  formId = (await guichet.by.call(api.forms.create, { body })).id
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve))
  browser = await openBrowser()
  seat = await openPage(browser, address(), phone)
})

afterAll(async () => {
  site.closeAllConnections()
  site.close()
  await guichet?.stop()
})

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await photograph({ guest: seat })
  expect(seat.complaints).toEqual([])
})

test('missing answers are told at their field; a question appears with its condition; words outlive a reload', async () => {
  await page().goto('/')
  await submit().click()
  await page().getByText('Vérifiez les champs signalés').waitFor()
  expect(await page().getByLabel('Votre nom').getAttribute('aria-invalid')).toBe('true')
  expect(await axeFindings(page())).toEqual([])
  // A light page stays one on a device that prefers dark ones.
  await page().emulateMedia({ colorScheme: 'dark' })
  expect(await axeFindings(page())).toEqual([])
  await page().getByLabel('Votre nom').fill('Anne Roy')
  expect(await page().getByLabel('Code affiché').count()).toBe(0)
  await page().getByLabel('Sujet').selectOption('Panne')
  await page().getByLabel('Code affiché').fill('E133')
  await page().reload()
  expect(await page().getByLabel('Votre nom').inputValue()).toBe('Anne Roy')
})

test('on a slow telephone a form with a photo is a ticket within three seconds of the click, which its link shows', async () => {
  const line = await page().context().newCDPSession(page())
  await page().goto(address())
  await line.send('Emulation.setCPUThrottlingRate', { rate: 6 })
  await page().getByLabel('Votre nom').fill('Anne Roy')
  await page().getByLabel('Sujet').selectOption('Panne')
  await page().getByLabel('Code affiché').fill('E133')
  await page().getByLabel('Votre e-mail').fill('anne@exemple.test')
  await page().getByLabel('Que se passe-t-il ?').fill('Plus d’eau chaude depuis ce matin')
  const photo = { name: 'panne.jpg', mimeType: 'image/jpeg', buffer: await aPhoto() }
  await page().getByLabel('Joindre des fichiers').setInputFiles(photo)
  await page().getByRole('progressbar').waitFor({ state: 'detached' })
  const clicked = Date.now()
  await submit().click()
  await page().getByText('Votre demande porte le numéro').waitFor()
  expect(Date.now() - clicked).toBeLessThan(3 * aSecond())
  await line.send('Emulation.setCPUThrottlingRate', { rate: 1 })
  const [ticket] = await opened()
  const shown = await guichet.by.call(api.tickets.show, { params: { key: ticket?.id ?? '' } })
  expect(shown).toMatchObject({ channel: 'form', attachments: [{ name: 'panne.jpg' }] })
  expect(await axeFindings(page())).toEqual([])
  await page().reload()
  await page().getByText(`Votre demande porte le numéro T-${ticket?.number}`).waitFor()
  await page().context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page().getByRole('button', { name: 'Copier le numéro et le lien' }).click()
  await page().getByRole('button', { name: 'Copié' }).waitFor()
  const href = await page().getByRole('link', { name: 'Suivre ma demande' }).getAttribute('href')
  expect(await page().evaluate('navigator.clipboard.readText()')).toBe(`T-${ticket?.number} ${href}`)
  await page().goto(href ?? '')
  await page().getByRole('button', { name: 'Voir la demande' }).click()
  await page().getByRole('heading', { name: 'Plus d’eau chaude' }).waitFor()
})

test('a photo that failed holds the form, and leaves by itself, smaller and upright, when the network returns', async () => {
  const { page: guest } = await openPage(browser, address(), phone)
  const large = await aLargePhoto()
  await guest.route('**/api/forms/*/files*', (route) => route.abort())
  await guest.goto('/')
  await guest.getByLabel('Votre nom').fill('Luc Noir')
  await guest.getByLabel('Votre e-mail').fill('luc@exemple.test')
  await guest.getByLabel('Sujet').selectOption('Devis')
  await guest.getByLabel('Que se passe-t-il ?').fill('Plus d’eau froide')
  const photo = { name: 'compteur.jpg', mimeType: 'image/jpeg', buffer: large }
  await guest.getByLabel('Joindre des fichiers').setInputFiles(photo)
  await guest.getByText('nouvel essai dès que la connexion revient').waitFor()
  await guest.getByRole('button', { name: 'Envoyer', exact: true }).click()
  await guest.getByText('Un fichier n’est pas parti').waitFor()
  expect(await axeFindings(guest)).toEqual([])
  await guest.unroute('**/api/forms/*/files*')
  await guest.evaluate(`dispatchEvent(new Event('online'))`)
  await guest.getByText('nouvel essai').waitFor({ state: 'detached' })
  await guest.getByRole('progressbar').waitFor({ state: 'detached' })
  await guest.getByRole('button', { name: 'Envoyer', exact: true }).click()
  await guest.getByText('Votre demande porte le numéro').waitFor()
  await guest.context().close()
  const ticket = (await opened()).find(({ title }) => title === 'Plus d’eau froide')
  const shown = await guichet.by.call(api.tickets.show, { params: { key: ticket?.id ?? '' } })
  const [attachment] = shown.attachments
  expect(attachment?.name).toBe('compteur.jpg')
  expect(attachment?.size).toBeLessThan(large.length * 0.75)
  const headers = await signIn(guichet.base)
  const file = await fetch(`${guichet.base}/api/attachments/${attachment?.id}/content`, { headers })
  const { width, height, orientation } = await sharp(await file.arrayBuffer()).metadata()
  expect({ width, height, orientation }).toEqual({ width: 1920, height: 2560, orientation: undefined })
})

test('an administrator composes another in the settings, and finds what to copy', async () => {
  const desk = await takeSeat(browser, guichet.base, administrator.email, administrator.password)
  await desk.page.goto('/reglages/formulaires')
  await desk.page.getByRole('button', { name: 'Nouveau formulaire' }).click()
  await desk.page.getByLabel('Nom', { exact: true }).first().fill('Devis')
  await desk.page.getByLabel('Titre').fill('Demander un devis')
  await desk.page.getByLabel('Ajouter un champ').selectOption('company')
  expect(await axeFindings(desk.page)).toEqual([])
  await desk.page.getByRole('button', { name: 'Créer le formulaire' }).click()
  expect(await desk.page.getByLabel('À copier sur votre site').inputValue()).toContain('<guichet-form form=')
  await desk.page.getByRole('button', { name: 'Terminé' }).click()
  await desk.page.getByRole('button', { name: 'Devis' }).waitFor()
  expect(desk.complaints).toEqual([])
})

test('a thousand submissions without a proof make no ticket', async () => {
  const before = (await opened()).length
  const send = () =>
    fetch(guichet.base + api.forms.submit.path.replace(':id', formId), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ answers: { nom: 'x', mail: 'x@example.test', sujet: 'Devis', detail: 'Plus d’eau' } }),
    })
  for (let n = 0; n < 20; n += 1) {
    const answers = await Promise.all(Array.from({ length: 50 }, send))
    expect(answers.every(({ status }) => status === 403 || status === 429)).toBe(true)
  }
  expect((await opened()).length).toBe(before)
})

test('the form needs at most 20 kB of scripts, compressed', async () => {
  const sizes: Promise<number>[] = []
  const fresh = await browser.newContext()
  const other = await fresh.newPage()
  other.on('response', (answer) => {
    if (answer.request().resourceType() === 'script')
      sizes.push(
        answer
          .request()
          .sizes()
          .then(({ responseBodySize }) => responseBodySize),
      )
  })
  await other.goto(address())
  await other.getByLabel('Votre nom').waitFor()
  const total = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
  await fresh.close()
  expect(total).toBeGreaterThan(5_000)
  expect(total).toBeLessThanOrEqual(20_000)
})

test('a page that still shows a form that was removed says so kindly', async () => {
  await guichet.by.call(api.forms.remove, { params: { id: formId } })
  await page().goto(address())
  await page().getByText('Ce formulaire n’est plus proposé ici. Contactez-nous d’une autre façon.').waitFor()
})
