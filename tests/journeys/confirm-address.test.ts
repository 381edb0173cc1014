import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { api } from '../../contract/index.ts'
import { axeFindings } from '../axe.ts'
import { openBrowser, openPage, phone, photograph, type Seat, takeSeat } from '../browser.ts'
import { aContact } from '../factories.ts'
import { type MailingGuichet, startMailingGuichet } from '../mailing-guichet.ts'
import { story, title } from './ticket-screen.ts'

/** A guest shows, by a mail that really arrives, that the address they typed is theirs; the desk sees it as it happens. */
let guichet: MailingGuichet
let browser: Browser
let formId: string
const seats: Record<string, Seat> = {}
const site = createServer((_request, response) => {
  response.writeHead(200, { 'content-type': 'text/html' }).end(`<!doctype html>
    <html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Atelier</title></head>
    <body><main><h1>Atelier</h1><guichet-form form="${formId}"></guichet-form></main>
    <script type="module" src="${guichet.base}/elements/form.js"></script></body></html>`)
})
const screenOf = (name: 'guest' | 'karim') => seats[name]?.page as Page

beforeAll(async () => {
  guichet = await startMailingGuichet()
  const { by, base, karim } = guichet
  const fields = [
    { id: 'nom', kind: 'name', label: 'Votre nom', required: true },
    { id: 'mail', kind: 'email', label: 'Votre e-mail', required: true },
    { id: 'objet', kind: 'subject', label: 'Objet', required: true },
  ] as const
  const body = { name: 'Contact', title: 'Nous écrire', confirmEmail: true, fields: [...fields] }
  formId = (await by.call(api.forms.create, { body })).id
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve))
  browser = await openBrowser()
  seats.guest = await openPage(browser, `http://localhost:${(site.address() as AddressInfo).port}`, phone)
  seats.karim = await takeSeat(browser, base, karim.email, karim.password)
})

afterAll(async () => {
  site.closeAllConnections()
  site.close()
  await guichet?.stop()
})

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await photograph(seats)
  for (const { complaints } of Object.values(seats)) expect(complaints).toEqual([])
})

/** The ticket of a form, with the desk looking at it. */
async function write(email: string, subject: string) {
  const [guest, karim] = [screenOf('guest'), screenOf('karim')]
  await guest.goto('/')
  await guest.getByLabel('Votre nom').fill('Anne Roy')
  await guest.getByLabel('Votre e-mail').fill(email)
  await guest.getByLabel('Objet').fill(subject)
  await guest.getByRole('button', { name: 'Envoyer', exact: true }).click()
  await guest.getByText('Regardez votre boîte mail').waitFor()
  expect(await axeFindings(guest)).toEqual([])
  const { items } = await guichet.by.call(api.tickets.list, { query: {} })
  await karim.goto(`/tickets/${items.find((row) => row.title === subject)?.id}`)
  await title(karim).waitFor()
}

/** Where the mail to an address leads. */
async function linkTo(email: string): Promise<string> {
  const mail = () => guichet.sink.received.find(({ to, subject }) => to === email && subject.includes('Confirmez'))
  await expect.poll(mail, { timeout: 5_000 }).toBeDefined()
  const text =
    mail()
      ?.raw.replace(/=\r?\n/g, '')
      .replace(/=3D/g, '=') ?? ''
  return /http\S+#confirmation=[\w-]+/.exec(text)?.[0] ?? ''
}

test('a guest confirms their address by the button alone; the desk sees it at once, and they may sign in', async () => {
  const [guest, karim] = [screenOf('guest'), screenOf('karim')]
  await write('anne@exemple.test', 'Volet bloqué')
  await guest.goto(await linkTo('anne@exemple.test'))
  await guest.getByRole('heading', { name: 'Cette adresse est-elle la vôtre' }).waitFor()
  expect(await axeFindings(guest)).toEqual([])
  await guest.getByRole('button', { name: 'Confirmer mon adresse' }).click()
  await guest.getByText('vous parviendront aussi par mail').waitFor()
  expect(await axeFindings(guest)).toEqual([])
  await story(karim).getByText('Adresse confirmée : anne@exemple.test').waitFor()
  await guest.getByRole('button', { name: 'Recevoir un lien' }).click()
  await guest.getByRole('heading', { name: 'Suivre vos demandes' }).waitFor()
  await guest.goto(await linkTo('anne@exemple.test'))
  await guest.getByRole('button', { name: 'Confirmer mon adresse' }).click()
  await guest.getByText('Cette adresse a déjà été confirmée').waitFor()
})

test('a known sender is told that the request has joined theirs, and the desk sees whose it is', async () => {
  const [guest, karim] = [screenOf('guest'), screenOf('karim')]
  await aContact(guichet.by, { name: 'Marie Dupont', email: 'marie@exemple.test' })
  await write('marie@exemple.test', 'Porte qui grince')
  // By the secret link meanwhile, which ends with the confirmation.
  const [followed] = await Promise.all([
    guest.context().waitForEvent('page'),
    guest.getByRole('link', { name: 'Suivre ma demande' }).click(),
  ])
  await followed.getByRole('button', { name: 'Voir la demande' }).click()
  await followed.getByRole('heading', { name: 'Porte qui grince' }).waitFor()
  await guest.goto(await linkTo('marie@exemple.test'))
  await guest.getByRole('button', { name: 'Confirmer mon adresse' }).click()
  await guest.getByText('a rejoint les vôtres').waitFor()
  await karim.getByText('Marie Dupont').first().waitFor()
})
