import { performance } from 'node:perf_hooks'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { client } from '../../contract/client.ts'
import { api } from '../../contract/index.ts'
import { axeFindings } from '../axe.ts'
import { intercept, openBrowser, photograph, type Seat, signInByForm, takeSeat } from '../browser.ts'
import { makeDataDir, removeDataDir } from '../data-dir.ts'
import { aCompany, aContact, aTicket } from '../factories.ts'
import { callerOf, type Guichet, signIn, startGuichet } from '../guichet.ts'
import { keyboardOf } from '../keyboard.ts'

/** The first day of a company: the set-up link, the first agent, and her first calls. */
let guichet: Guichet
let dataDir: string
let browser: Browser
/** Calls in Karim's name, once the desk is set up. */
let by: { call: ReturnType<typeof callerOf> }
const seats: Record<string, Seat> = {}

const password = 'orage-violet-42'
const theirs = { karim: 'karim@thermo.test', sonia: 'sonia@thermo.test', ines: 'ines@thermo.test' }
const pageOf = (name: 'karim' | 'ines') => seats[name]?.page as Page

beforeAll(async () => {
  dataDir = await makeDataDir()
  guichet = await startGuichet({ DATA_DIR: dataDir, ADMIN_EMAIL: '', ADMIN_PASSWORD: '' })
  await guichet.healthy
  browser = await openBrowser()
})

afterAll(async () => {
  await guichet?.stop()
  await removeDataDir(dataDir)
})

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await photograph(seats)
  for (const seat of Object.values(seats)) expect(seat.complaints).toEqual([])
})

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Nouvel appel' })
const created = (page: Page) => page.getByText(/^T-\d+ créé$/).last()
const numberIn = async (page: Page) => (await created(page).innerText()).match(/\d+/)?.[0] ?? ''

const storedTicket = (number: string) => by.call(api.tickets.show, { params: { key: number } })

/** Returns the path of the set-up link, which the server prints. */
async function setUpLink(): Promise<string> {
  const printed = () => /\/mise-en-route\?jeton=\S+/.exec(guichet.output())
  return (await vi.waitUntil(printed, { timeout: 10_000 }))[0]
}

test('without the link, the set-up says where to find it; with it, the company and its administrator are made', async () => {
  const page = await browser.newPage({ baseURL: guichet.base, locale: 'fr-FR' })
  await page.goto('/')
  await page.getByRole('heading', { name: 'Il faut le lien de mise en route' }).waitFor()
  expect(await axeFindings(page)).toEqual([])

  await page.goto(await setUpLink())
  await page.getByLabel('Nom de l’entreprise').fill('Thermo-Loire')
  await page.getByLabel('Votre nom').fill('Karim Benali')
  await page.getByLabel('Adresse mail').fill(theirs.karim)
  await page.getByLabel('Mot de passe', { exact: true }).fill(password)
  expect(await axeFindings(page)).toEqual([])
  await page.getByRole('button', { name: 'Ouvrir le bureau' }).click()
  await page.getByRole('heading', { name: 'Bonjour Karim' }).waitFor()
  await page.getByRole('heading', { name: 'Pour commencer' }).waitFor()
  expect(await axeFindings(page)).toEqual([])
  await page.close()
})

describe('once it is set up', () => {
  beforeAll(async () => {
    const anybody = client({ base: guichet.base })
    const { done } = await anybody(api.setup.show, {})
    const token = (await setUpLink()).split('=')[1] ?? ''
    const people = { organisation: 'Thermo-Loire', name: 'Karim Benali', email: theirs.karim, password }
    if (!done) await anybody(api.setup.complete, { body: { token, ...people } })
    by = { call: callerOf(guichet.base, await signIn(guichet.base, theirs.karim)) }
    seats.karim = await takeSeat(browser, guichet.base, theirs.karim, password)
  })

  test('the administrator creates the first agent from the first steps, and she signs in', async () => {
    const page = pageOf('karim')
    await page.getByRole('main').getByRole('link', { name: 'Nouvel agent' }).click()
    const form = page.getByRole('dialog', { name: 'Nouvel agent' })
    await form.getByLabel('Nom').fill('Sonia Petit')
    await form.getByLabel('Adresse mail').fill(theirs.sonia)
    await form.getByLabel('Rôle').selectOption({ label: 'Opérateur' })
    await form.getByRole('radio', { name: 'Mot de passe' }).click()
    await form.getByLabel('Premier mot de passe').fill(password)
    expect(await axeFindings(page)).toEqual([])
    await form.getByRole('button', { name: 'Créer l’agent' }).click()
    await page.getByRole('button', { name: 'Sonia Petit' }).waitFor()

    seats.sonia = await signInByForm(browser, guichet.base, theirs.sonia, password)
    await seats.sonia.page.getByRole('heading', { name: 'Bonjour Sonia' }).waitFor()
  })

  test('the administrator fills the empty desk with sample data, and removes all of it', async () => {
    const page = pageOf('karim')
    await page.goto('/')
    await page.getByRole('button', { name: 'Remplir avec des données d’exemple' }).click()
    await page.getByText('Ce bureau contient des données d’exemple : 6 tickets.').waitFor()
    await page.getByText('La chambre froide ne descend plus sous 9 °C').first().waitFor()
    expect(await axeFindings(page)).toEqual([])
    await page.getByRole('button', { name: 'Retirer les données d’exemple' }).click()
    await page.getByRole('button', { name: 'Tout retirer' }).click()
    await page.getByRole('button', { name: 'Remplir avec des données d’exemple' }).waitFor()
  })

  describe('with a contact that has a ticket', () => {
    beforeAll(async () => {
      await by.call(api.agents.create, { body: { name: 'Inès Faure', email: theirs.ines, role: 'operator', password } })
      const company = await aCompany(by, { name: 'Cabinet Roux' })
      const anne = await aContact(by, { name: 'Anne Roux', phone: '02 41 55 66 77', companyId: company.id })
      await aTicket(by, { title: 'Imprimante muette', contactIds: [anne.id] })
      seats.ines = await takeSeat(browser, guichet.base, theirs.ines, password)
    })

    /** Opens the desk, without the messages of an earlier call. */
    async function openHome(page: Page) {
      await page.goto('/')
      await page.getByRole('heading', { name: 'Bonjour Inès' }).waitFor()
    }

    /** Logs a call with the keyboard alone: twelve keys beside the words, and twenty seconds, are enough. */
    async function logCall(page: Page, type: (keys: ReturnType<typeof keyboardOf>) => Promise<void>) {
      await openHome(page)
      const keys = keyboardOf(page)
      const start = performance.now()
      await keys.press('n')
      await dialog(page).getByLabel('Qui appelle ?').waitFor()
      await type(keys)
      await keys.press('Control+Enter')
      await created(page).waitFor()
      expect(performance.now() - start).toBeLessThan(20_000)
      expect(keys.presses()).toBeLessThanOrEqual(12)
    }

    /** Opens the form of a new call. */
    async function openCall(page: Page) {
      await openHome(page)
      await page.keyboard.press('n')
      await dialog(page).getByLabel('Qui appelle ?').waitFor()
    }

    /** Fills in a call of Anne's. */
    async function fillCallOfAnne(page: Page, words: string) {
      await openCall(page)
      await dialog(page).getByLabel('Qui appelle ?').fill('anne')
      await dialog(page)
        .getByRole('option', { name: /Anne Roux/ })
        .waitFor()
      await page.keyboard.press('Enter')
      await dialog(page).getByLabel('Que se passe-t-il ?').fill(words)
    }

    /** Sends the call: the server does its work, and its answer never arrives. */
    async function sendWithoutAnswer(page: Page) {
      await intercept(page, '**/api/tickets', async (route) => {
        await route.fetch()
        await route.abort()
      })
      await page.keyboard.press('Control+Enter')
      await dialog(page).getByText('Pas de réponse du serveur').waitFor()
      await page.unroute('**/api/tickets')
    }

    test('an unknown caller becomes a contact and a ticket with the keyboard alone', async () => {
      const page = pageOf('ines')
      await logCall(page, async (keys) => {
        await keys.type('marie dupont, dupont traiteur 0241881240')
        await keys.press('Enter')
        await keys.type('Plus d’eau chaude à l’atelier')
      })

      const ticket = await storedTicket(await numberIn(page))
      expect(ticket).toMatchObject({
        title: 'Plus d’eau chaude à l’atelier',
        channel: 'phone',
        company: { name: 'Dupont Traiteur' },
        contacts: [{ name: 'Marie Dupont', phone: '02 41 88 12 40' }],
      })
    })

    test('a known caller is found by a piece of name and digits, with what is already open in view', async () => {
      const page = pageOf('ines')
      await logCall(page, async (keys) => {
        await keys.type('rou 0241')
        await dialog(page)
          .getByRole('option', { name: /Anne Roux/ })
          .waitFor()
        await dialog(page).getByText('Imprimante muette').waitFor()
        await keys.press('Enter')
        await keys.type('La hotte fait du bruit')
        await keys.press('Tab')
        await keys.type('Depuis ce matin.')
      })
      expect((await storedTicket(await numberIn(page))).contacts).toHaveLength(1)
    })

    test('somebody who types faster than the search answers loses nothing', async () => {
      const page = pageOf('ines')
      await openCall(page)
      await page.keyboard.type('anne rou')
      await page.keyboard.press('Enter')
      await page.keyboard.type('Badgeuse muette')
      await dialog(page).getByText('Anne Roux').first().waitFor()
      await page.keyboard.press('Control+Enter')
      await created(page).waitFor()
      expect(await storedTicket(await numberIn(page))).toMatchObject({
        title: 'Badgeuse muette',
        contacts: [{ name: 'Anne Roux' }],
      })
    })

    test('a draft survives a reload, and an answer that got lost makes no second ticket', async () => {
      const page = pageOf('ines')
      await fillCallOfAnne(page, 'Fuite au purgeur')
      await page.reload()
      await page.getByRole('heading', { name: 'Bonjour Inès' }).waitFor()
      await page.keyboard.press('n')
      expect(await dialog(page).getByLabel('Que se passe-t-il ?').inputValue()).toBe('Fuite au purgeur')

      await sendWithoutAnswer(page)
      expect(await axeFindings(page)).toEqual([])
      await page.keyboard.press('Control+Enter')
      await created(page).waitFor()
      await page.goto('/tickets')
      await page.getByText('Fuite au purgeur').first().waitFor()
      expect(await page.getByRole('listitem').filter({ hasText: 'Fuite au purgeur' }).count()).toBe(1)
    })

    test('a change after a lost answer is not lost either: the form says which ticket exists', async () => {
      const page = pageOf('ines')
      await fillCallOfAnne(page, 'Portail bloqué')
      await sendWithoutAnswer(page)
      await dialog(page).getByLabel('Que se passe-t-il ?').fill('Portail bloqué ouvert')
      await page.keyboard.press('Control+Enter')
      const told = await dialog(page)
        .getByText(/T-\d+ existe déjà/)
        .innerText()
      expect(await axeFindings(page)).toEqual([])
      await dialog(page).getByRole('button', { name: 'En créer un second' }).click()
      await created(page).waitFor()
      expect((await storedTicket(/T-(\d+)/.exec(told)?.[1] ?? '')).title).toBe('Portail bloqué')
      expect((await storedTicket(await numberIn(page))).title).toBe('Portail bloqué ouvert')
    })

    const screens = [
      ['/', 'Bonjour Karim'],
      ['/contacts', 'Contacts'],
      ['/societes', 'Sociétés'],
      ['/equipements', 'Machines'],
      ['/projets', 'Projets'],
      ['/reglages', 'Réglages'],
      ['/reglages/agents', 'Réglages'],
      ['/reglages/equipes', 'Réglages'],
      ['/reglages/roles', 'Réglages'],
    ] as const

    test.each(['light', 'dark'] as const)(
      'axe finds nothing on any screen, %s',
      { timeout: 120_000 },
      async (colorScheme) => {
        const page = pageOf('karim')
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
        for (const [path, heading] of screens) {
          await page.goto(path)
          await page.getByRole('heading', { name: heading, level: 1 }).waitFor()
          expect(await axeFindings(page), path).toEqual([])
        }
        await page.goto('/contacts')
        await page.getByRole('link', { name: 'Anne Roux' }).click()
        await page.getByRole('heading', { name: 'Anne Roux' }).waitFor()
        expect(await axeFindings(page), 'a contact').toEqual([])
        await page.keyboard.press('n')
        await dialog(page).getByLabel('Qui appelle ?').fill('roux')
        await dialog(page)
          .getByRole('option', { name: /Anne Roux/ })
          .waitFor()
        expect(await axeFindings(page), 'the call form').toEqual([])
        await page.keyboard.press('Escape')
        await page.keyboard.press('Control+k')
        await page.getByRole('combobox', { name: 'Aller à, ou faire' }).fill('roux')
        await page.getByRole('option', { name: /Anne Roux/ }).waitFor()
        expect(await axeFindings(page), 'the palette').toEqual([])
        await page.keyboard.press('Escape')
        await page.getByRole('dialog').waitFor({ state: 'hidden' })
        await page.keyboard.press('?')
        await page.getByRole('dialog', { name: 'Raccourcis clavier' }).waitFor()
        expect(await axeFindings(page), 'the help').toEqual([])
        await page.keyboard.press('Escape')
      },
    )
  })
})
