import type { Page } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import { openBrowser, openPage, takeSeat } from '../browser.ts'
import { aContact, aTicket } from '../factories.ts'
import { startMailingGuichet } from '../mailing-guichet.ts'
import { composer, enter } from './client-screen.ts'

/** A browser keeps nothing that its user read or wrote, once they have signed out. */
const guichet = await startMailingGuichet()
afterAll(() => guichet.stop())
const browser = await openBrowser()
const { by, base, sink, karim } = guichet
const marie = await aContact(by, { name: 'Marie Dupont', email: 'marie@dupont.test' })
const { id } = await aTicket(by, { title: 'Chaudière en défaut E133', contactIds: [marie.id] })
const secret = 'La clé est sous le pot'

const keptIn = (page: Page): Promise<string> =>
  page.evaluate('JSON.stringify({ ...localStorage }) + JSON.stringify({ ...sessionStorage })')

test('no draft of an agent stays', async () => {
  const { page } = await takeSeat(browser, base, karim.email, karim.password)
  await page.getByRole('button', { name: 'Nouvel appel' }).click()
  await page.getByRole('dialog', { name: 'Nouvel appel' }).getByLabel('Que se passe-t-il ?').fill(secret)
  await page.keyboard.press('Escape')
  await page.goto(`/tickets/${id}`)
  await page.getByRole('heading', { name: 'Chaudière en défaut E133' }).waitFor()
  await page.keyboard.press('r')
  await page.keyboard.type(secret)
  await expect.poll(() => keptIn(page)).toContain(`draft.`)
  expect(await keptIn(page)).toContain(secret)
  await page.getByRole('button', { name: 'Votre compte' }).click()
  await page.getByRole('menuitem', { name: 'Se déconnecter' }).click()
  await page.waitForURL('**/connexion**')
  await expect.poll(() => keptIn(page)).not.toContain(secret)
  expect(await keptIn(page)).not.toMatch(/draft|Marie|T-\d/)
})

test('no data of a client stays', async () => {
  const { page } = await openPage(browser, base)
  await enter(page, sink, 'marie@dupont.test')
  await page.getByRole('link', { name: /Chaudière en défaut/ }).click()
  await composer(page).fill(secret)
  await expect.poll(() => keptIn(page)).toContain(secret)
  await page.getByRole('button', { name: 'Se déconnecter' }).click()
  await page.getByLabel('Adresse mail').waitFor()
  expect(await keptIn(page)).not.toContain(secret)
  expect(await keptIn(page)).not.toContain(marie.id)
})
