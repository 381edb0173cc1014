import type { Page } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import { api } from '../../contract/index.ts'
import { mailOf, password } from '../../seeds/people.ts'
import { intercept, openBrowser, openPage, takeSeat } from '../browser.ts'
import { createTestDatabase } from '../database.ts'
import { startDemoDesk } from '../demo-desk.ts'
import { callerOf, signIn } from '../guichet.ts'
import { wordsOf } from './drawn-words.ts'
import { smallTargets } from './small-targets.ts'

/** Walks the screens of the desk in both languages, filled with the demo company. */
const desk = await startDemoDesk(await createTestDatabase())
afterAll(() => desk.stop())
const browser = await openBrowser()
const lea = mailOf('Léa Martin')

/** Addresses, each with the beginning of its tab's title in French. */
const screens = [
  ['/', 'Accueil'],
  ['/tickets', 'Tickets ouverts'],
  ['/tickets/1042', 'T-1042'],
  ['/a-faire', 'À faire'],
  ['/contacts', 'Contacts'],
  ['/societes', 'Sociétés'],
  ['/sites', 'Sites'],
  ['/equipements', 'Machines'],
  ['/projets', 'Projets'],
  ['/reglages', 'Entreprise · Réglages'],
  ['/reglages/agents', 'Agents · Réglages'],
  ['/reglages/equipes', 'Équipes · Réglages'],
  ['/reglages/roles', 'Rôles · Réglages'],
  ['/reglages/mails', 'Mails · Réglages'],
  ['/reglages/mails/envois', 'Mails · Réglages'],
  ['/reglages/sites-web', 'Sites Web · Réglages'],
  ['/reglages/formulaires', 'Formulaires · Réglages'],
  ['/reglages/feuilles', 'Feuilles de calcul · Réglages'],
  ['/reglages/cles', 'Clés d’API · Réglages'],
  ['/reglages/fonctionnement', 'Fonctionnement · Réglages'],
  ['/reglages/securite', 'Sécurité · Réglages'],
  ['/quarantaine', 'Quarantaine'],
  ['/compte', 'Sécurité de votre compte'],
] as const

/** Waits until the screen has a heading and its words stay the same for half a second. */
async function settle(page: Page) {
  await page.locator('h1').first().waitFor()
  const seen: string[] = []
  const isStill = async () => {
    seen.push(await page.evaluate<string>('document.body.innerText'))
    return seen.length > 2 && new Set(seen.slice(-3)).size === 1
  }
  await expect.poll(isStill, { interval: 250, timeout: 15_000 }).toBe(true)
}

test.each(['en', 'fr'] as const)(
  'says every word in the reader’s language, names itself in its tab, and a pointer hits all that reacts: %s',
  { timeout: 300_000 },
  async (locale) => {
    const call = callerOf(desk.base, await signIn(desk.base, lea))
    await call(api.session.changePreferences, { body: { locale } })
    const { page, complaints } = await takeSeat(browser, desk.base, lea, password)
    const words = wordsOf(page, locale)
    for (const [path, title] of screens) {
      await page.goto(path)
      await settle(page)
      expect(await words.strays(), path).toEqual([])
      expect(await smallTargets(page), path).toEqual([])
      if (locale === 'fr') expect(await page.title(), path).toMatch(new RegExp(`^${title}.* · Guichet$`))
    }
    await page.goto('/tickets/1042')
    await settle(page)
    for (const key of ['n', 't', 'v', '?', 'Control+k']) {
      await page.keyboard.press(key)
      await page.getByRole('dialog').getByRole('button').or(page.getByRole('combobox')).first().waitFor()
      await settle(page)
      expect(await words.strays(), key).toEqual([])
      await page.keyboard.press('Escape')
      await page.getByRole('dialog').waitFor({ state: 'detached' })
    }
    expect(complaints).toEqual([])
    await page.close()
  },
)

/** Text of the field that has the focus. */
const writtenNow = 'document.activeElement.value ?? document.activeElement.innerText'

test('only somebody whose session ended is told that it did', async () => {
  const { page } = await openPage(browser, desk.base)
  await page.goto('/tickets/1042')
  await page.getByRole('heading', { name: 'Connexion' }).waitFor()
  expect(await page.getByText('Votre session est terminée').count()).toBe(0)

  await page.getByLabel('Adresse mail').fill(lea)
  await page.getByLabel('Mot de passe', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Se connecter' }).click()
  await page.getByRole('region', { name: 'Fil du ticket' }).waitFor()
  await page.context().clearCookies()
  await page.goto('/tickets/1042')
  await page.getByText('Votre session est terminée').waitFor()
})

test('keys pressed while a ticket loads are for that ticket, and its steps have names', async () => {
  const { page } = await takeSeat(browser, desk.base, lea, password)
  let show = () => {}
  const shown = new Promise<void>((resolve) => {
    show = resolve
  })
  await intercept(page, /\/api\/tickets\/\d+(\?|$)/, async (route) => {
    await shown
    await route.continue()
  })
  await page.goto('/tickets')
  const row = page.getByRole('link', { name: /Numériser vers un dossier partagé/ })
  await row.waitFor()
  await row.click()
  await page.getByRole('status', { name: 'Chargement…' }).waitFor()
  await page.keyboard.type('rBonjour')
  show()

  const text = page.getByRole('textbox', { name: 'Écrire une étape' })
  await text.waitFor()
  await expect.poll(() => page.evaluate(writtenNow)).toBe('Bonjour')
  await page.getByRole('article', { name: /^Ouverture du ticket, / }).waitFor()
  // The caret of a draft that is taken up again stands at its end.
  await page.keyboard.press('Escape')
  await page.keyboard.press('r')
  await page.keyboard.type(' à vous')
  await expect.poll(() => page.evaluate(writtenNow)).toBe('Bonjour à vous')
})

test('the numbers of the tickets on the home page stand below each other', async () => {
  const { page } = await takeSeat(browser, desk.base, lea, password)
  const numbers = page.getByRole('main').getByText(/^T-\d+$/)
  await numbers.first().waitFor()
  const boxes = await Promise.all((await numbers.all()).map((number) => number.boundingBox()))
  expect(boxes.length).toBeGreaterThan(3)
  expect(new Set(boxes.map((box) => box?.x)).size).toBe(1)
})
