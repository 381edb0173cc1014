import { setTimeout as delay } from 'node:timers/promises'
import { beforeAll, expect, test } from 'vitest'
import { api } from '../../contract/index.ts'
import { axeFindings } from '../axe.ts'
import { aTicket } from '../factories.ts'
import { openDesk } from './desk.ts'
import { facts, rowOf, story, title, typeChoice } from './ticket-screen.ts'

/** Karim goes on holiday and leaves his boiler to Inès. Chapters of one story. */
const { by, hire, sit, seat } = await openDesk()
const karim = await hire('technician', 'Karim Benali', 'karim@thermo.test')
const ines = await hire('technician', 'Inès Faure', 'ines@thermo.test')
beforeAll(async () => {
  await sit('karim', karim)
  await sit('ines', ines)
})

test('Karim hands his ticket over by keyboard, with a word that Inès reads', async () => {
  const page = seat('karim')
  const ticket = await aTicket(by, { leadId: karim.id })
  // Whoever types faster than the names of colleagues come loses neither a letter nor Enter.
  await page.route('**/api/agents*', async (route) => {
    await delay(500)
    await route.continue()
  })
  await page.goto(`/tickets/${ticket.number}`)
  await title(page).waitFor()
  await page.keyboard.press('a')
  await typeChoice(page, 'Suiveur', 'ines')
  await page.keyboard.press('Enter')
  await page.getByLabel('Un mot pour Inès').waitFor()
  expect(await axeFindings(page)).toEqual([])
  await page.keyboard.type('Rappeler Marie avant')
  // A click beside loses no words.
  await story(page).click({ position: { x: 5, y: 5 } })
  await page.getByLabel('Un mot pour Inès').click()
  await page.keyboard.press('End')
  await page.keyboard.type(' midi')
  await page.keyboard.press('Control+Enter')
  await facts(page)
    .getByRole('button', { name: /^Suiveur.*Inès Faure/ })
    .waitFor({ state: 'detached' })
  await facts(page).getByText('Inès Faure').waitFor()
  await seat('ines').goto(`/tickets/${ticket.number}`)
  await story(seat('ines')).getByText('Rappeler Marie avant midi').waitFor()
})

test('Karim still finds it among those he helps with, until he takes himself off', async () => {
  const page = seat('karim')
  const { id, ...ticket } = await aTicket(by, { title: 'Pompe bruyante', leadId: karim.id })
  await by.call(api.tickets.setLead, { params: { id }, body: { from: karim.id, to: ines.id } })
  await seat('ines').goto(`/tickets/${id}`)
  await facts(seat('ines')).getByText('Karim').first().waitFor()
  await page.goto('/')
  const helping = page
    .getByRole('main')
    .getByRole('region')
    .or(page.locator('section'))
    .filter({ hasText: 'En renfort' })
  await helping.getByRole('link', { name: ticket.title }).waitFor()
  expect(await axeFindings(page)).toEqual([])
  await page
    .getByRole('navigation')
    .getByRole('link', { name: /^En renfort/ })
    .click()
  await rowOf(page, ticket.title).click()
  await facts(page).getByRole('button', { name: 'Me retirer' }).click()
  await facts(page).getByRole('button', { name: 'Me retirer' }).waitFor({ state: 'detached' })
  await facts(seat('ines')).getByText('Karim').waitFor({ state: 'detached' })
})
