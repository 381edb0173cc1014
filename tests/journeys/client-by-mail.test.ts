import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { api } from '../../contract/index.ts'
import { axeFindings } from '../axe.ts'
import { openBrowser, openPage, phone, photograph, type Seat } from '../browser.ts'
import { aContact, aTicket, setStatus } from '../factories.ts'
import { type MailingGuichet, startMailingGuichet } from '../mailing-guichet.ts'
import { htmlPartOf } from '../smtp-sink.ts'
import { enter, mailedLink, smallTargets, where } from './client-screen.ts'

/** Marie follows the buttons of her mails, signed in or not. */
let guichet: MailingGuichet
let browser: Browser
const seats: Record<string, Seat> = {}
const email = 'marie@dupont.test'
const page = () => seats.marie?.page as Page
const show = (id: string) => guichet.by.call(api.tickets.show, { params: { key: id } })
let marieId: string

beforeAll(async () => {
  guichet = await startMailingGuichet()
  marieId = (await aContact(guichet.by, { name: 'Marie Dupont', email })).id
  browser = await openBrowser()
  seats.marie = await openPage(browser, guichet.base, phone)
})

afterAll(async () => guichet?.stop())

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await photograph(seats)
  for (const { complaints } of Object.values(seats)) expect(complaints).toEqual([])
})

/** Resolves a new ticket of Marie's. */
async function aResolvedTicket() {
  const { id } = await aTicket(guichet.by, { contactIds: [marieId] })
  return setStatus(guichet.by, id, 'resolved', 'Purgeur remplacé.')
}

/** Returns where a button of the mail about a resolution leads. */
function buttonOfMail({ number }: { number: number }, name: string): Promise<string> {
  const link = new RegExp(`href="([^"]+)"[^>]*>(?:${name})<|href="([^"]+)"[^>]*aria-label="${name}"`)
  const found = () => {
    const mail = sent().find(({ subject }) => subject.includes(`[T-${number}]`))
    const [, one, other] = link.exec(mail ? htmlPartOf(mail) : '') ?? []
    return (one ?? other)?.replaceAll('&amp;', '&')
  }
  return vi.waitUntil(found, { timeout: 20_000, interval: 100 })
}
const sent = () => guichet.sink.to(email).filter(({ subject }) => subject.startsWith('Réglée'))

test('a rating of four stars in a mail needs one more click, and no sign-in', async () => {
  const ticket = await aResolvedTicket()
  await page().goto(await buttonOfMail(ticket, '4 étoiles sur 5'))
  await page().getByRole('heading', { name: 'Votre avis' }).waitFor()
  expect((await show(ticket.id)).rating).toBeNull()
  for (const colorScheme of ['dark', 'light'] as const) {
    await page().emulateMedia({ colorScheme })
    expect(await axeFindings(page())).toEqual([])
  }
  expect(await smallTargets(page())).toEqual([])
  await page().getByRole('button', { name: 'Donner mon avis' }).click()
  await page().getByRole('heading', { name: 'C’est noté, merci' }).waitFor()
  expect((await show(ticket.id)).rating).toEqual({ stars: 4, words: '' })
})

test('a button of a mail contests without text, and works only once', async () => {
  const ticket = await aResolvedTicket()
  const contest = await buttonOfMail(ticket, 'Ce n’est pas réglé')
  await page().goto(contest)
  await page().getByRole('button', { name: 'Ce n’est pas réglé' }).click()
  await page().getByText('Nous reprenons votre demande').waitFor()
  expect((await show(ticket.id)).status).toBe('disputed')
  await page().goto('about:blank')
  await page().goto(contest)
  await page().getByRole('button', { name: 'Ce n’est pas réglé' }).click()
  await page().getByRole('heading', { name: 'Ce bouton ne sert plus' }).waitFor()
  await page().getByRole('button', { name: 'Ouvrir ma demande' }).click()
  await page().getByRole('button', { name: 'Recevoir un lien' }).waitFor()
})

test('a spent link offers another one to the address that had it', async () => {
  await enter(page(), guichet.sink, email)
  const spent = await mailedLink(guichet.sink, email, 'jeton')
  await page().goto('about:blank')
  await page().goto(spent)
  await page().getByRole('heading', { name: 'Mes demandes' }).waitFor()
  await page().context().clearCookies()
  await page().goto('about:blank')
  await page().goto(spent)
  await page().getByRole('button', { name: 'Me connecter' }).click()
  await page().getByRole('heading', { name: 'Ce lien a déjà servi' }).waitFor()
  expect(await axeFindings(page())).toEqual([])
  const before = guichet.sink.to(email).length
  await page().getByRole('button', { name: 'Recevoir un lien' }).click()
  await page().getByText('Un nouveau lien vient de partir').waitFor()
  await page().goto(await mailedLink(guichet.sink, email, 'jeton', before))
  await page().getByRole('button', { name: 'Me connecter' }).click()
  await page().getByRole('heading', { name: 'Mes demandes' }).waitFor()
})

test('signed in, a star of a mail leads to the request itself', async () => {
  await enter(page(), guichet.sink, email)
  await page().goto(await buttonOfMail(await aResolvedTicket(), '5 étoiles sur 5'))
  await page().getByRole('button', { name: 'Donner mon avis' }).click()
  await where(page(), 'Réglée').waitFor()
  await page().getByText('Votre avis :').waitFor()
})
