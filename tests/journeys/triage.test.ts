import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { api } from '../../contract/index.ts'
import { axeFindings } from '../axe.ts'
import { intercept } from '../browser.ts'
import { aTicket } from '../factories.ts'
import { keyboardOf } from '../keyboard.ts'
import { openDesk } from './desk.ts'
import { facts, rowOf, story, title, typeChoice } from './ticket-screen.ts'

/** Sonia sorts the morning's tickets with the keyboard, the list beside the ticket. Chapters of one story. */
const { by, hire, sit, seat } = await openDesk()
const sonia = await hire('operator', 'Sonia Petit', 'sonia@thermo.test')
const karim = await hire('technician', 'Karim Benali', 'karim@thermo.test')
const numbers = Array.from({ length: 10 }, (_, index) => index + 1)
const nameOf = (number: number) => `Panne du matin ${String(number).padStart(2, '0')}`

beforeAll(async () => {
  for (const number of numbers) await aTicket(by, { title: nameOf(number) })
  await sit('sonia', sonia)
})

/** Opens the list in the order of the numbers, with nothing chosen in it. */
async function openList(page: Page) {
  await page.goto('/tickets?sort=number')
  await rowOf(page, nameOf(1)).waitFor()
}

const composer = (page: Page) => page.getByRole('region', { name: 'Écrire une étape' })
const focused = (page: Page) => page.evaluate('document.activeElement?.textContent')

test('the keys of an open ticket act on it after a click on its row, and nothing typed is taken for a key', async () => {
  const page = seat('sonia')
  await openList(page)
  await rowOf(page, nameOf(3)).click()
  await title(page).getByText(nameOf(3)).waitFor()
  await page.keyboard.press('i')
  await page.keyboard.type('pas de casse')
  await composer(page).getByText('pas de casse').waitFor()
  expect(await facts(page).getByText('Sonia Petit').count()).toBe(0)
  await page.keyboard.press('Control+Enter')
  await story(page).getByText('pas de casse').waitFor()
  await page.keyboard.press('Escape')

  await rowOf(page, nameOf(4)).click()
  await title(page).getByText(nameOf(4)).waitFor()
  for (const [key, label] of [
    ['p', 'Priorité'],
    ['a', 'Suiveur'],
    ['s', 'Changer le statut'],
  ] as const) {
    await page.keyboard.press(key)
    await typeChoice(page, label, '')
    await page.keyboard.press('Escape')
  }
  await page.keyboard.press('w')
  await facts(page).getByRole('button', { name: 'Ne plus observer' }).waitFor()
  await page.keyboard.press('w')
})

test('J opens the next ticket, which was read ahead', async () => {
  const page = seat('sonia')
  await openList(page)
  const ahead = [5, 7].map((number) =>
    page.waitForResponse((answer) => answer.url().endsWith(`/api/tickets/${number}`)),
  )
  await rowOf(page, nameOf(6)).click()
  await Promise.all(ahead)
  // Only what was read ahead can be shown now.
  await intercept(page, '**/api/tickets/*', () => Promise.resolve())
  await page.keyboard.press('k')
  await title(page).getByText(nameOf(7)).waitFor()
  await page.unroute('**/api/tickets/*')
})

test('an answer sent with Ctrl, Shift and Enter opens the next ticket, whose keys work at once', async () => {
  const page = seat('sonia')
  await openList(page)
  await rowOf(page, nameOf(9)).click()
  await title(page).getByText(nameOf(9)).waitFor()
  await page.keyboard.press('r')
  await page.keyboard.type('Un technicien passe ce matin.')
  await page.keyboard.press('Control+Shift+Enter')
  await title(page).getByText(nameOf(8)).waitFor()
  await expect.poll(() => focused(page)).toBe(nameOf(8))
  await page.keyboard.press('p')
  await typeChoice(page, 'Priorité', '')
  await page.keyboard.press('Escape')
  const sent = await by.call(api.tickets.show, { params: { key: '9' } })
  expect(sent.timeline.steps.map(({ body }) => body)).toEqual(['<p>Un technicien passe ce matin.</p>'])
})

test('ten tickets get a priority and a lead in at most 90 key presses', async () => {
  const page = seat('sonia')
  await openList(page)
  const keys = keyboardOf(page)
  await keys.press('j')
  await keys.press('Enter')
  for (const number of numbers.toReversed()) {
    await title(page).getByText(nameOf(number)).waitFor()
    await keys.press('p')
    await typeChoice(page, 'Priorité', '')
    await keys.press('h')
    await keys.press('Enter')
    await facts(page).getByText('Haute', { exact: true }).waitFor()
    await keys.press('a')
    await typeChoice(page, 'Suiveur', '')
    await keys.press('k')
    await keys.press('Enter')
    await facts(page)
      .getByRole('button', { name: /^Suiveur.*Karim Benali/ })
      .waitFor()
    await keys.press('j')
  }
  console.log(`Triage of ten tickets: ${keys.presses()} key presses`)
  expect(keys.presses()).toBeLessThanOrEqual(90)
  expect(await axeFindings(page)).toEqual([])
  for (const number of numbers)
    expect(await by.call(api.tickets.show, { params: { key: String(number) } })).toMatchObject({
      priority: 'high',
      lead: { id: karim.id },
    })
})
