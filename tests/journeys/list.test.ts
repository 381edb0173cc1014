import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { api } from '../../contract/index.ts'
import { axeFindings } from '../axe.ts'
import { aCompany, aContact, aTicket } from '../factories.ts'
import { administrator } from '../guichet.ts'
import { openDesk } from './desk.ts'
import { facts, rowOf, title, typeChoice } from './ticket-screen.ts'

/** Léa works through the list of tickets. Chapters of one story. */
const { by, hire, sit, seat } = await openDesk({ MAIL_HOLD_SECONDS: '10' })
const karim = await hire('technician', 'Karim Benali', 'karim@thermo.test')
const numbers = Array.from({ length: 40 }, (_, index) => index + 1)
const nameOf = (number: number) => `Panne ${String(number).padStart(2, '0')}`
const company = await aCompany(by, { name: 'Garage Lemoine' })
const laurent = await aContact(by, { name: 'Laurent Jolivet', companyId: company.id })

beforeAll(async () => {
  for (const number of numbers)
    await aTicket(by, {
      title: nameOf(number),
      ...(number === 12 && { contactIds: [laurent.id], tags: ['Énergie'] }),
      ...(number === 39 && { leadId: karim.id }),
    })
  await sit('lea', administrator)
})

async function openList(page: Page, search = '?sort=number') {
  await page.goto(`/tickets${search}`)
  await page.getByRole('listitem').first().waitFor()
}

async function tick(page: Page, number: number) {
  await rowOf(page, nameOf(number)).focus()
  await page.keyboard.press('x')
  await page.getByRole('checkbox', { name: `Cocher T-${number}`, checked: true }).waitFor()
}

const column = (page: Page, name: string) => page.getByRole('main').getByText(name, { exact: true })
const focused = (page: Page) => page.evaluate('document.activeElement?.textContent')
const chips = (page: Page) => page.getByRole('group', { name: 'Filtres' })
const filterButton = (page: Page) => page.getByRole('button', { name: 'Filtrer (F)' })
const searchField = (page: Page) => page.getByRole('combobox', { name: 'Rechercher un ticket' })

test('the list has columns across the screen until a ticket is opened beside it, and keeps its place', async () => {
  const page = seat('lea')
  await openList(page)
  await column(page, 'Société').waitFor()
  expect(await axeFindings(page)).toEqual([])
  await rowOf(page, nameOf(40)).focus()
  for (let press = 0; press < 32; press += 1) await page.keyboard.press('j')
  await expect.poll(() => focused(page)).toBe(nameOf(8))
  const before = await rowOf(page, nameOf(8)).boundingBox()
  await page.keyboard.press('Enter')
  await title(page).getByText(nameOf(8)).waitFor()
  await column(page, 'Crit.').waitFor({ state: 'detached' })
  expect(await focused(page)).toBe(nameOf(8))
  await page.keyboard.press('Escape')
  await column(page, 'Crit.').waitFor()
  expect(await focused(page)).toBe(nameOf(8))
  expect(await rowOf(page, nameOf(8)).boundingBox()).toEqual(before)

  await page.keyboard.press('Enter')
  await title(page).getByText(nameOf(8)).waitFor()
  await page.getByRole('link', { name: 'Fermer le ticket' }).click()
  await column(page, 'Crit.').waitFor()
  await expect.poll(() => focused(page)).toBe(nameOf(8))
})

test('the list says where it ends', async () => {
  const page = seat('lea')
  await openList(page)
  await rowOf(page, nameOf(40)).focus()
  await page.keyboard.press('k')
  await page.getByText('C’est le premier ticket de la liste.').waitFor()
  for (const _ of numbers) await page.keyboard.press('j')
  await page.getByText('C’est le dernier ticket de la liste.').waitFor()
})

test('the bar of the ticked tickets covers no row, and says what was done and what was refused', async () => {
  const page = seat('lea')
  await openList(page)
  await tick(page, 40)
  await tick(page, 39)
  const bar = page.getByRole('region', { name: 'Tickets cochés' })
  const [top, bottom] = await Promise.all([
    bar.boundingBox().then((box) => box?.y),
    page.getByRole('list', { name: 'Tickets' }).evaluate((list: unknown) => {
      const { parentElement } = list as { parentElement: { getBoundingClientRect(): { bottom: number } } }
      return parentElement.getBoundingClientRect().bottom
    }),
  ])
  expect(top).toBeGreaterThanOrEqual(bottom)
  await page.keyboard.press('c')
  await bar.getByText('1 ticket est à vous, 1 refusé : T-39').waitFor()
  await bar.getByRole('button', { name: 'Fermer' }).click()
})

test('a key that no ticked ticket allows does not affect the open one beside them', async () => {
  const page = seat('lea')
  await openList(page)
  await rowOf(page, nameOf(36)).click()
  await title(page).getByText(nameOf(36)).waitFor()
  await tick(page, 39)
  const bar = page.getByRole('region', { name: 'Tickets cochés' })
  await bar.waitFor()
  const writes: string[] = []
  page.on('request', (request) => request.method() === 'PUT' && writes.push(request.url()))
  await page.keyboard.press('c')
  await page.keyboard.press('x')
  await bar.waitFor({ state: 'detached' })
  expect(writes.filter((url) => url.endsWith('/lead'))).toEqual([])
  expect((await by.call(api.tickets.show, { params: { key: '36' } })).lead).toBeNull()
})

test('several tickets are cancelled for one reason, and that is undone', async () => {
  const page = seat('lea')
  await openList(page)
  await tick(page, 38)
  await tick(page, 37)
  await page.getByRole('button', { name: 'Annuler les tickets…' }).click()
  await page.getByRole('textbox', { name: 'Motif' }).fill('Doublons')
  await page.getByRole('button', { name: 'Annuler 2 tickets' }).click()
  await page.getByText('2 tickets annulés').waitFor()
  const statusOf = async (key: number) => (await by.call(api.tickets.show, { params: { key: String(key) } })).status
  expect([await statusOf(38), await statusOf(37)]).toEqual(['cancelled', 'cancelled'])
  await page.keyboard.press('z')
  await expect.poll(() => statusOf(38)).toBe('opened')
  await expect.poll(() => statusOf(37)).toBe('opened')
})

test('filters are chips above the list that name what they hold, and stand in the address', async () => {
  const page = seat('lea')
  await openList(page)
  await page.keyboard.press('f')
  await chips(page).getByRole('button', { name: 'Société' }).click()
  await typeChoice(page, 'Société', 'lemoine')
  await page.getByRole('option', { name: 'Garage Lemoine' }).waitFor()
  await page.keyboard.press('Enter')
  await chips(page).getByText('Garage Lemoine').waitFor()
  await expect.poll(() => page.getByRole('listitem').count()).toBe(1)
  expect(await axeFindings(page)).toEqual([])
  await chips(page).getByRole('button', { name: 'Priorité' }).click()
  await typeChoice(page, 'Priorité', 'aucune')
  await page.keyboard.press('Enter')
  await chips(page).getByText('Aucune').waitFor()
  await page.keyboard.press('Escape')
  await chips(page).getByRole('button', { name: 'Priorité' }).first().and(page.locator(':focus')).waitFor()
  await page.keyboard.press('Escape')
  await filterButton(page).and(page.locator(':focus')).waitFor()
  await chips(page).getByRole('button', { name: 'Nature' }).waitFor({ state: 'detached' })

  await page.reload()
  await chips(page).getByText('Garage Lemoine').waitFor()
  await rowOf(page, nameOf(12)).click()
  await title(page).getByText(nameOf(12)).waitFor()
  await page.goBack()
  await chips(page).getByText('Garage Lemoine').waitFor()
  await chips(page).getByRole('button', { name: 'Retirer le filtre « Priorité »' }).click()
  expect(new URL(page.url()).searchParams.get('companyId')).toBe(company.id)
  expect(new URL(page.url()).searchParams.has('priority')).toBe(false)
  await chips(page).getByRole('button', { name: 'Tout effacer' }).click()
  await rowOf(page, nameOf(40)).waitFor()
})

test('the search field keeps its words with the list, and a cross clears them', async () => {
  const page = seat('lea')
  await openList(page)
  await page.keyboard.press('/')
  await page.keyboard.type('panne 12')
  await page.keyboard.press('Enter')
  await rowOf(page, nameOf(12)).click()
  await title(page).getByText(nameOf(12)).waitFor()
  expect(await searchField(page).inputValue()).toBe('panne 12')
  await page.reload()
  await title(page).getByText(nameOf(12)).waitFor()
  expect(await searchField(page).inputValue()).toBe('panne 12')
  await page.keyboard.press('Escape')
  await title(page).waitFor({ state: 'detached' })
  expect(await searchField(page).inputValue()).toBe('panne 12')
  await page.getByRole('button', { name: 'Effacer la recherche' }).click()
  await rowOf(page, nameOf(40)).waitFor()
  expect(await searchField(page).inputValue()).toBe('')
  await page.goBack()
  await expect.poll(() => searchField(page).inputValue()).toBe('panne 12')
})

test('known tags are suggested in their spelling, and renamed on all tickets at once', async () => {
  const page = seat('lea')
  await page.goto('/tickets/20')
  await facts(page)
    .getByRole('button', { name: /^Étiquettes/ })
    .click()
  await typeChoice(page, 'Tapez une étiquette', 'ENERGIE')
  await page.getByRole('option', { name: 'Énergie' }).waitFor()
  expect(await page.getByRole('option').allTextContents()).toEqual(['Énergie'])
  await page.keyboard.press('Enter')
  // Leaving the page would end a request that is not answered yet.
  const saved = page.waitForResponse((response) => response.request().method() !== 'GET' && response.ok())
  await page.getByRole('button', { name: 'Enregistrer' }).click()
  await facts(page).getByText('Énergie').waitFor()
  await saved

  await page.goto('/reglages/etiquettes')
  const row = page.getByRole('listitem').filter({ hasText: 'Énergie' })
  await row.getByRole('link', { name: '2 tickets' }).waitFor()
  expect(await axeFindings(page)).toEqual([])
  await row.getByRole('button', { name: 'Renommer' }).click()
  await page.getByRole('textbox', { name: 'Nom de l’étiquette' }).fill('Chauffage')
  await page.keyboard.press('Enter')
  await page.getByRole('listitem').filter({ hasText: 'Chauffage' }).getByRole('link', { name: '2 tickets' }).click()
  await rowOf(page, nameOf(20)).waitFor()
  await chips(page).getByText('Chauffage').waitFor()
})
