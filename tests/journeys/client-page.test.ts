import type { Browser, Page, Response } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { axeFindings } from '../axe.ts'
import { openBrowser, openPage, phone, photograph, type Seat, takeSeat } from '../browser.ts'
import { aContact, aTicket } from '../factories.ts'
import { type MailingGuichet, startMailingGuichet } from '../mailing-guichet.ts'
import { composer, enter, messages, send, smallTargets } from './client-screen.ts'
import { story, title } from './ticket-screen.ts'

/** Marie's page on a telephone, by itself: getting about, opening a request, a line that is cut, and what it weighs. */
let guichet: MailingGuichet
let browser: Browser
let number: number
const seats: Record<string, Seat> = {}
const screenOf = (name: 'marie' | 'karim') => seats[name]?.page as Page

beforeAll(async () => {
  guichet = await startMailingGuichet()
  const { by, base, sink, karim } = guichet
  const marie = await aContact(by, { name: 'Marie Dupont', email: 'marie@dupont.test' })
  number = (await aTicket(by, { title: 'Chaudière en défaut E133', contactIds: [marie.id] })).number
  browser = await openBrowser()
  seats.karim = await takeSeat(browser, base, karim.email, karim.password)
  seats.marie = await openPage(browser, base, phone)
  await enter(screenOf('marie'), sink, 'marie@dupont.test')
})

afterAll(async () => guichet?.stop())

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await photograph(seats)
  for (const { complaints } of Object.values(seats)) expect(complaints).toEqual([])
})

test('her list, a new request and the way back are clean, large enough to tap, and reached without a reload', async () => {
  const page = screenOf('marie')
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

test('under her name she finds her language and where she is signed in, and signs another device out', async () => {
  const page = screenOf('marie')
  const other = await openPage(browser, guichet.base)
  await enter(other.page, guichet.sink, 'marie@dupont.test')
  await page.getByRole('link', { name: 'Marie Dupont' }).click()
  await page.getByText('Cet appareil, maintenant').waitFor()
  expect(await axeFindings(page)).toEqual([])
  expect(await smallTargets(page)).toEqual([])
  await page.getByRole('button', { name: 'Déconnecter tous les autres appareils' }).click()
  await page.getByRole('button', { name: 'Déconnecter tous les autres appareils' }).waitFor({ state: 'detached' })
  await other.page.getByText('Votre connexion a pris fin.').waitFor()
  await other.page.context().close()
  await page.getByRole('link', { name: '← Mes demandes' }).click()
  await page.getByRole('heading', { name: 'Mes demandes' }).waitFor()
})

test('offline it says so, and what was sent meanwhile leaves when the line is back', async () => {
  const [marie, karim] = [screenOf('marie'), screenOf('karim')]
  await marie.getByRole('link', { name: /Chaudière/ }).click()
  await marie.getByRole('heading', { name: 'Chaudière en défaut E133' }).waitFor()
  await karim.goto(`/tickets/${number}`)
  await title(karim).waitFor()
  await marie.context().setOffline(true)
  await marie.getByText('Pas de connexion :').waitFor()
  await composer(marie).fill('Écrit dans la cave')
  await send(marie)
  await marie.getByRole('alert').getByText('Ce message n’est pas parti.').waitFor()
  await marie.context().setOffline(false)
  await story(karim).getByText('Écrit dans la cave').waitFor()
  await marie.getByText('Pas de connexion :').waitFor({ state: 'detached' })
  expect(await messages(marie).getByText('Écrit dans la cave').count()).toBe(1)
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
