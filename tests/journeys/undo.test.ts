import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { api } from '../../contract/index.ts'
import { axeFindings } from '../axe.ts'
import { intercept } from '../browser.ts'
import { aTicket } from '../factories.ts'
import { administrator } from '../guichet.ts'
import { openDesk } from './desk.ts'
import { facts, rowOf, status, story, title, typeChoice } from './ticket-screen.ts'

/** Léa does things too fast, and takes them back with one key. Chapters of one story. */
const { by, hire, sit, seat } = await openDesk({ MAIL_HOLD_SECONDS: '12' })
const karim = await hire('technician', 'Karim Benali', 'karim@thermo.test')

beforeAll(async () => {
  for (const name of ['Chaudière', 'Imprimante', 'Pompe']) await aTicket(by, { title: name })
  const page = await sit('lea', administrator)
  await sit('karim', karim)
  await page.goto('/tickets/1?sort=number')
  await title(page).waitFor()
})

const storedTicket = (number: number) => by.call(api.tickets.show, { params: { key: String(number) } })
const composer = (page: Page) => page.getByRole('region', { name: 'Écrire une étape' })

test('a status and a priority are taken back by Z', async () => {
  const page = seat('lea')
  await page.keyboard.press('s')
  await typeChoice(page, 'Changer le statut', 'instr')
  await page.keyboard.press('Enter')
  await page.getByText('T-1 : statut Instruction').waitFor()
  expect(await page.getByRole('button', { name: 'Annuler', exact: true }).locator('kbd').innerText()).toBe('Z')
  expect(await axeFindings(page)).toEqual([])
  await page.keyboard.press('z')
  await status(page, 'Ouverture').waitFor()
  expect((await storedTicket(1)).status).toBe('opened')

  await page.keyboard.press('p')
  await typeChoice(page, 'Priorité', 'urg')
  await page.keyboard.press('Enter')
  await page.getByText('T-1 : priorité Urgente').waitFor()
  await page.keyboard.press('z')
  await facts(page).getByText('Urgente').waitFor({ state: 'detached' })
  expect((await storedTicket(1)).priority).toBeNull()
})

test('a step that was sent is taken back into the composer, beside what was written since', async () => {
  const page = seat('lea')
  await page.keyboard.press('r')
  await page.keyboard.type('Le code est 4711.')
  await page.keyboard.press('Control+Enter')
  await story(page).getByText('Le code est 4711.').waitFor()
  await composer(page).getByRole('button', { name: 'Envoyer', disabled: true }).waitFor()
  await page.keyboard.press('Control+z')
  await story(page).getByText('Le code est 4711.').waitFor({ state: 'detached' })
  await composer(page).getByText('Le code est 4711.').waitFor()
  expect((await storedTicket(1)).timeline.steps).toEqual([])

  await page.keyboard.press('Control+Enter')
  await story(page).getByText('Le code est 4711.').waitFor()
  await composer(page).getByRole('button', { name: 'Envoyer', disabled: true }).waitFor()
  expect(await page.getByRole('button', { name: 'Annuler', exact: true }).locator('kbd').last().innerText()).toBe(
    'Ctrl Z',
  )
  await page.keyboard.type('Et la suite.')
  await page.getByRole('button', { name: /^Annuler/ }).click()
  await story(page).getByText('Le code est 4711.').waitFor({ state: 'detached' })
  await composer(page).getByText('Le code est 4711.').waitFor()
  await composer(page)
    .getByRole('status')
    .getByText(/Et la suite/)
    .waitFor()
})

test('Ctrl Z brings back words that were erased, not the ticket as it was', async () => {
  const page = seat('lea')
  await page.goto('/tickets/3')
  await title(page).waitFor()
  await page.keyboard.press('p')
  await typeChoice(page, 'Priorité', 'haute')
  await page.keyboard.press('Enter')
  await page.getByText('T-3 : priorité Haute').waitFor()
  await page.keyboard.press('r')
  await composer(page).locator('[contenteditable]').waitFor()
  await page.keyboard.type('Bonjour')
  await composer(page).getByText('Brouillon enregistré').waitFor()
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Delete')
  await page.keyboard.press('Control+z')
  await composer(page).getByText('Bonjour').waitFor()
  expect(await page.getByText('T-3 : priorité Haute').count()).toBe(1)
  expect((await storedTicket(3)).priority).toBe('high')
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Delete')
  await page.keyboard.press('Escape')
})

test('undoing a step keeps what a colleague did an instant before', async () => {
  const page = seat('lea')
  await page.goto('/tickets/3')
  await title(page).waitFor()
  await intercept(page, '**/api/tickets/*/steps', async (route) => {
    const { id, version } = await storedTicket(3)
    await seat('karim').request.patch(`/api/tickets/${id}`, { data: { version, priority: 'low' } })
    await route.continue()
  })
  await page.keyboard.press('r')
  await page.keyboard.type('Je passe jeudi.')
  await page.keyboard.press('Control+Enter')
  await page.getByText('T-3 : étape envoyée').waitFor()
  await page.unroute('**/api/tickets/*/steps')
  await page.keyboard.press('Control+z')
  await story(page).getByText('Je passe jeudi.').waitFor({ state: 'detached' })
  await expect.poll(async () => (await storedTicket(3)).timeline.steps).toEqual([])
  expect((await storedTicket(3)).priority).toBe('low')
})

test('a change of several tickets is taken back at once', async () => {
  const page = seat('lea')
  await page.goto('/tickets?sort=number')
  await rowOf(page, 'Pompe').waitFor()
  for (const key of ['j', 'x', 'j', 'x', 'c']) await page.keyboard.press(key)
  await page.getByText('2 tickets sont à vous').waitFor()
  await expect.poll(async () => (await storedTicket(3)).lead).not.toBeNull()
  await expect.poll(async () => (await storedTicket(2)).lead).not.toBeNull()
  await page.keyboard.press('z')
  await expect.poll(async () => (await storedTicket(3)).lead).toBeNull()
  await expect.poll(async () => (await storedTicket(2)).lead).toBeNull()
})

test('an act that a colleague has changed since cannot be undone, and the colleague is named', async () => {
  const page = seat('lea')
  await page.goto('/tickets/2')
  await title(page).waitFor()
  await page.keyboard.press('p')
  await typeChoice(page, 'Priorité', 'haute')
  await page.keyboard.press('Enter')
  await page.getByText('T-2 : priorité Haute').waitFor()
  const { id, version } = await storedTicket(2)
  await seat('karim').request.patch(`/api/tickets/${id}`, { data: { version, priority: 'low' } })
  await facts(page).getByText('Faible', { exact: true }).waitFor()
  await page.keyboard.press('z')
  await page.getByText(/Karim Benali vient de changer/).waitFor()
  expect((await storedTicket(2)).priority).toBe('low')
})
