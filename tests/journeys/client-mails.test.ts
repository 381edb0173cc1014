import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { axeFindings } from '../axe.ts'
import { openBrowser, openPage, phone, photograph, type Seat, takeSeat } from '../browser.ts'
import { aContact, aTicket } from '../factories.ts'
import { type MailingGuichet, startMailingGuichet } from '../mailing-guichet.ts'
import { askForLink, enter, mailedLink, smallTargets } from './client-screen.ts'
import { facts } from './ticket-screen.ts'

/** Marie chooses which mails she receives, and Karim sees whom no mail will tell. */
let guichet: MailingGuichet
let browser: Browser
let ticketId: string
const seats: Record<string, Seat> = {}
const email = 'marie@dupont.test'
const screenOf = (name: 'marie' | 'karim') => seats[name]?.page as Page
const choice = (words: string) => screenOf('marie').getByRole('checkbox', { name: words })

beforeAll(async () => {
  guichet = await startMailingGuichet()
  const { by, base, karim } = guichet
  const marie = await aContact(by, { name: 'Marie Dupont', email })
  ticketId = (await aTicket(by, { title: 'Chaudière en défaut E133', contactIds: [marie.id] })).id
  browser = await openBrowser()
  seats.marie = await openPage(browser, base, phone)
  seats.karim = await takeSeat(browser, base, karim.email, karim.password)
  await screenOf('karim').goto(`/tickets/${ticketId}`)
  await facts(screenOf('karim')).getByRole('link', { name: 'marie @dupont.test' }).waitFor()
})

afterAll(async () => guichet?.stop())

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await photograph(seats)
  for (const { complaints } of Object.values(seats)) expect(complaints).toEqual([])
})

test('the link at the foot of a mail leads to the choice, through the sign-in', async () => {
  const marie = screenOf('marie')
  await expect.poll(() => guichet.sink.to(email).at(-1)?.raw, { timeout: 20_000 }).toContain('/portail/compte')
  const before = guichet.sink.to(email).length
  await marie.goto('/portail/compte')
  await askForLink(marie, email)
  await marie.goto(await mailedLink(guichet.sink, email, 'jeton', before))
  await marie.getByRole('button', { name: 'Me connecter' }).click()
  await marie.getByRole('heading', { name: 'Votre compte' }).waitFor()
  await marie.getByText(`Ceux que nous vous envoyons à ${email}`).waitFor()
  for (const colorScheme of ['dark', 'light'] as const) {
    await marie.emulateMedia({ colorScheme })
    expect(await axeFindings(marie)).toEqual([])
  }
  expect(await smallTargets(marie)).toEqual([])
})

test('a switch holds at once, is kept, and is seen at the desk', async () => {
  const [marie, karim] = [screenOf('marie'), screenOf('karim')]
  await enter(marie, guichet.sink, email)
  await marie.goto('/portail/compte')
  await choice('Réponses et questions de l’équipe').uncheck()
  await facts(karim).getByText('ne souhaite pas nos réponses par mail').waitFor()
  await marie.reload()
  await choice('Réponses et questions de l’équipe').waitFor()
  expect(await choice('Réponses et questions de l’équipe').isChecked()).toBe(false)
  expect(await choice('Changements de statut de vos demandes').isChecked()).toBe(true)
  await choice('Réponses et questions de l’équipe').check()
  await facts(karim).getByText('ne souhaite pas nos réponses par mail').waitFor({ state: 'detached' })
})

test('the address that a mail program shows asks before it stops all of them', async () => {
  const [marie, karim] = [screenOf('marie'), screenOf('karim')]
  await enter(marie, guichet.sink, email)
  const headers = () => guichet.sink.to(email).map(({ raw }) => raw.replace(/\r\n[ \t]+/g, ' '))
  const unsubscribe = () => headers().map((lines) => /^List-Unsubscribe: <(\S+)>/m.exec(lines)?.[1])
  await expect.poll(() => unsubscribe().some(Boolean)).toBe(true)
  await marie.goto(unsubscribe().find(Boolean) ?? '')
  await marie.getByRole('heading', { name: 'Ne plus recevoir de mails' }).waitFor()
  expect(await axeFindings(marie)).toEqual([])
  expect(await facts(karim).getByText('ne souhaite pas de mails').count()).toBe(0)
  await marie.getByRole('button', { name: 'Ne plus recevoir de mails' }).click()
  await marie.getByRole('heading', { name: 'C’est noté' }).waitFor()
  await facts(karim).getByText('ne souhaite pas de mails').waitFor()
  expect(await axeFindings(karim)).toEqual([])
  await marie.getByRole('link', { name: 'Choisir les mails que je reçois' }).click()
  await choice('Confirmation d’une demande reçue').waitFor()
  for (const words of ['Confirmation d’une demande reçue', 'Changements de statut', 'Réponses et questions'])
    expect(await choice(words).isChecked()).toBe(false)
})
