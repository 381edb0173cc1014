import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { api } from '../../contract/index.ts'
import { axeFindings } from '../axe.ts'
import { openBrowser, openPage, phone, photograph, type Seat, takeSeat } from '../browser.ts'
import { aCompany, aContact, aTicket } from '../factories.ts'
import { keyboardOf } from '../keyboard.ts'
import { type MailingGuichet, startMailingGuichet } from '../mailing-guichet.ts'
import { aPhoto } from '../pictures.ts'
import { textOf } from '../smtp-sink.ts'
import { composer, decide, enter, mailedLink, messages, picker, send, smallTargets, where } from './client-screen.ts'
import {
  answerTo,
  aSecond,
  callForm,
  delayAfterAnswer,
  facts,
  rowOf,
  status,
  story,
  title,
  typeChoice,
} from './ticket-screen.ts'

/**
 * Requests, from the call to the end, between Marie's telephone and the desk, where Sonia answers and Karim repairs. What one
 * does is on the other's screen within a second of the server's answer.
 */
let guichet: MailingGuichet
let browser: Browser
const seats: Record<string, Seat> = {}
const email = 'marie@dupont.test'
let marieId: string

const screenOf = (name: 'sonia' | 'karim' | 'marie') => seats[name]?.page as Page

beforeAll(async () => {
  guichet = await startMailingGuichet()
  const { by, base, sink, karim } = guichet
  const sonia = { ...karim, email: 'sonia@thermo.test' }
  await by.call(api.agents.create, { body: { name: 'Sonia Petit', role: 'operator', ...sonia } })
  const company = await aCompany(by, { name: 'Dupont Traiteur' })
  marieId = (await aContact(by, { name: 'Marie Dupont', email, companyId: company.id })).id
  browser = await openBrowser()
  seats.sonia = await takeSeat(browser, base, sonia.email, sonia.password)
  seats.karim = await takeSeat(browser, base, karim.email, karim.password)
  seats.marie = await openPage(browser, base, phone)
  await enter(screenOf('marie'), sink, email)
})

afterAll(async () => guichet?.stop())

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await photograph(seats)
  for (const { complaints } of Object.values(seats)) expect(complaints).toEqual([])
})

async function withinASecond(page: Page, write: string, act: () => Promise<unknown>, seen: Locator[]) {
  expect(await delayAfterAnswer(page, write, act, seen)).toBeLessThan(aSecond())
}

const mails = () => guichet.sink.to(email)
/** The mails after so many: as many as expected, and none more. */
async function newMails(before: number, count: number): Promise<string[]> {
  await expect.poll(() => mails().length, { timeout: 20_000 }).toBe(before + count)
  return mails().slice(before).map(textOf)
}

/** Opens a ticket of Marie's, which she is mailed about. */
async function aTicketOfMarie(name: string) {
  const before = mails().length
  const ticket = await aTicket(guichet.by, { title: name, contactIds: [marieId] })
  await newMails(before, 1)
  return ticket
}

/** Shows a new ticket of Marie's on her screen and on Karim's. */
async function openOnBoth(name: string): Promise<[Page, Page]> {
  const { id, number } = await aTicketOfMarie(name)
  const [marie, karim] = [screenOf('marie'), screenOf('karim')]
  await Promise.all([marie.goto(`/portail/tickets/${id}`), karim.goto(`/tickets/${number}`)])
  await Promise.all([where(marie, 'Demande reçue').waitFor(), title(karim).waitFor()])
  return [marie, karim]
}

/** Sets the status by the keyboard, with its note. */
async function setStatus(page: Page, typed: string, note: string) {
  await page.keyboard.press('s')
  await typeChoice(page, 'Changer le statut', typed)
  await page.keyboard.press('Enter')
  await page.getByRole('textbox', { name: 'Solution' }).waitFor()
  await page.keyboard.type(note)
  await page.keyboard.press('Control+Enter')
}

test('Sonia logs the call; Karim has it within a second, and Marie an acknowledgement by mail', async () => {
  const [sonia, karim] = [screenOf('sonia'), screenOf('karim')]
  const boiler = 'Chaudière en défaut E133'
  const before = mails().length
  await karim.goto('/tickets')
  await karim.getByText('Aucun ticket ouvert').waitFor()
  const keys = keyboardOf(sonia)
  await keys.press('n')
  await callForm(sonia).getByLabel('Qui appelle ?').waitFor()
  await keys.type('marie dup')
  await callForm(sonia)
    .getByRole('option', { name: /Marie Dupont/ })
    .waitFor()
  await keys.press('Enter')
  await keys.type(boiler)
  await withinASecond(sonia, '/api/tickets', () => keys.press('Control+Enter'), [rowOf(karim, boiler)])
  const [acknowledgement] = await newMails(before, 1)
  expect(acknowledgement).toContain(boiler)
})

test('its link opens nothing by itself: one button mails a link, whose button signs in; a mere GET does not', async () => {
  seats.newcomer = await openPage(browser, guichet.base, phone)
  const { page } = seats.newcomer
  const before = mails().length
  const { title: name } = await aTicketOfMarie('Radiateur froid')
  await page.goto(await mailedLink(guichet.sink, email, 'pour', before))
  await page.getByRole('heading', { name: 'Ouvrir votre demande' }).waitFor()
  expect(await axeFindings(page)).toEqual([])
  await page.getByRole('button', { name: 'Recevoir un lien' }).click()
  await page.getByRole('heading', { name: 'Regardez vos mails' }).waitFor()

  const link = await mailedLink(guichet.sink, email, 'jeton', before)
  expect((await page.request.get(link, { headers: { accept: 'text/html' } })).status()).toBe(200)
  await page.goto(link)
  await page.getByRole('button', { name: 'Me connecter' }).waitFor()
  expect((await page.request.get(api.portal.me.path)).status()).toBe(401)
  expect(await axeFindings(page)).toEqual([])
  await page.getByRole('button', { name: 'Me connecter' }).click()
  await page.getByRole('heading', { name }).waitFor()
  await where(page, 'Demande reçue').waitFor()
  expect(new URL(page.url()).hash).toBe('')
  expect(await axeFindings(page)).toEqual([])

  const other = await (await browser.newContext({ locale: 'fr-FR' })).newPage()
  await other.goto(link)
  await other.getByRole('button', { name: 'Me connecter' }).click()
  await other.getByRole('heading', { name: 'Ce lien a déjà servi' }).waitFor()
  await other.context().close()
})

test('Karim takes it, and she sees who; her photo, from a telephone, is at the desk with its preview', async () => {
  const [marie, karim] = await openOnBoth('Voyant allumé')
  const taken = marie.getByText('Karim Benali s’occupe de votre demande.')
  await withinASecond(karim, '/lead', () => karim.keyboard.press('c'), [taken])

  await composer(marie).fill('Voici ce qui s’affiche.')
  await marie.reload()
  await expect.poll(() => composer(marie).inputValue()).toBe('Voici ce qui s’affiche.')
  await picker(marie).setInputFiles([{ name: 'voyant.jpg', mimeType: 'image/jpeg', buffer: await aPhoto() }])
  const preview = story(karim).getByRole('img', { name: 'Agrandir voyant.jpg' })
  await withinASecond(marie, '/steps', () => send(marie), [preview, story(karim).getByText('Voici ce qui s’affiche.')])
  await expect.poll(() => preview.evaluate((image) => image.naturalWidth)).toBeGreaterThan(0)

  await marie.getByRole('button', { name: 'Agrandir voyant.jpg' }).click()
  await marie.getByRole('dialog', { name: 'voyant.jpg' }).getByRole('img').waitFor()
  expect(await axeFindings(marie)).toEqual([])
  await marie.getByRole('button', { name: 'Fermer' }).click()
  expect(await composer(marie).inputValue()).toBe('')
  expect(await smallTargets(marie)).toEqual([])
})

test('his question and the waiting are one mail; nothing is to contest; her answer takes the ticket up again', async () => {
  const [marie, karim] = await openOnBoth('Pression basse')
  const before = mails().length
  await karim.keyboard.press('r')
  await karim.getByRole('group', { name: 'Nature de l’étape' }).getByRole('button', { name: 'Question' }).click()
  await karim.getByText('puis Attente').waitFor()
  await karim.getByRole('textbox', { name: 'Écrire une étape' }).click()
  await karim.keyboard.type('Quelle pression au manomètre ?')
  await withinASecond(karim, '/steps', () => karim.keyboard.press('Control+Enter'), [
    where(marie, 'En attente'),
    messages(marie).getByText('Quelle pression au manomètre ?'),
  ])
  expect(await marie.getByRole('button', { name: 'Ce n’est pas réglé' }).count()).toBe(0)
  const [mail] = await newMails(before, 1)
  for (const words of ['En attente', 'Quelle pression au manomètre ?']) expect(mail).toContain(words)

  await composer(marie).fill('1,4 bar')
  await withinASecond(marie, '/steps', () => send(marie), [
    where(marie, 'En cours d’instruction'),
    story(karim).getByText('1,4 bar'),
    status(karim, 'Instruction'),
  ])
})

test('resolved, and mailed; contested, live; resolved again, and reopened with a reason', async () => {
  const [marie, karim] = await openOnBoth('Arrêts fréquents')
  for (const [solution, reason] of [
    ['Pressostat remplacé.', 'Le voyant clignote toujours.'],
    ['Carte électronique changée.', 'Elle s’est arrêtée cette nuit.'],
  ] as const) {
    const before = mails().length
    await withinASecond(karim, '/status', () => setStatus(karim, 'réso', solution), [
      where(marie, 'Réglée'),
      messages(marie).getByText(solution),
    ])
    expect((await newMails(before, 1))[0]).toContain(solution)
    expect(await composer(marie).count()).toBe(0)
    expect(await axeFindings(marie)).toEqual([])
    expect(await smallTargets(marie)).toEqual([])

    await withinASecond(marie, '/status', () => decide(marie, 'Ce n’est pas réglé', reason), [
      where(marie, 'Contestée'),
      status(karim, 'Désaccord'),
      story(karim).getByText(reason),
    ])
  }
})

test('cancelled, she may open it again; each is at the desk as it happens', async () => {
  const [marie, karim] = await openOnBoth('Chaudière à remplacer')
  const decided = (act: string, reason: string, shown: string) =>
    withinASecond(marie, '/status', () => decide(marie, act, reason), [
      status(karim, shown),
      story(karim).getByText(reason),
    ])
  await decided('Annuler ma demande', 'Nous changeons de chaudière.', 'Annulé')
  await where(marie, 'Annulée').waitFor()
  await decided('Rouvrir ma demande', 'Le devis est refusé.', 'Ouverture')
  await where(marie, 'Demande reçue').waitFor()
})

test('Karim, who reported a ticket himself, does not reopen it: its client does, or an agent who has the right', async () => {
  const [marie, karim, sonia] = [screenOf('marie'), screenOf('karim'), screenOf('sonia')]
  await karim.goto('/tickets')
  await sonia.keyboard.press('n')
  await callForm(sonia).getByLabel('Qui appelle ?').fill('marie dup')
  await callForm(sonia)
    .getByRole('option', { name: /Marie Dupont/ })
    .click()
  await callForm(sonia).getByLabel('Que se passe-t-il ?').fill('Bruit au local technique')
  await callForm(sonia).getByRole('button', { name: 'plus de champs' }).click()
  await callForm(sonia).getByLabel('Signalé par').selectOption({ label: 'Karim Benali' })
  await callForm(sonia).getByRole('button', { name: 'Créer le ticket' }).click()
  await rowOf(karim, 'Bruit au local technique').click()
  await title(karim).getByText('Bruit au local technique').waitFor()
  await facts(karim).getByText('par Karim Benali').waitFor()
  await setStatus(karim, 'réso', 'Silentbloc changé.')
  await status(karim, 'Résolu').waitFor()
  await karim.getByText('Peuvent le rouvrir : le client, ou un agent qui en a le droit').waitFor()
  await karim.getByRole('button', { name: 'Rouvrir' }).waitFor({ state: 'detached' })
  const { id, version } = await guichet.by.call(api.tickets.show, {
    params: { key: new URL(karim.url()).pathname.split('/').at(-1) ?? '' },
  })
  const change = { to: 'investigating', version, note: '<p>Encore.</p>' }
  expect((await answerTo(karim, 'PUT', `/api/tickets/${id}/status`, change)).code).toBe('forbidden')

  await marie.goto('/portail/')
  await marie.getByRole('link', { name: /Bruit au local technique/ }).click()
  await decide(marie, 'Ce n’est pas réglé', 'Il est revenu.')
  await status(karim, 'Désaccord').waitFor()
})
