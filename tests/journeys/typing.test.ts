import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { api } from '../../contract/index.ts'
import { intercept } from '../browser.ts'
import { aTicket } from '../factories.ts'
import { openDesk } from './desk.ts'
import { callForm, rowOf, status, story, title, typeChoice } from './ticket-screen.ts'

/** Inès types fast: no letter is lost, none is taken for a key. */
const { by, hire, sit, seat } = await openDesk()
const ines = await hire('technician', 'Inès Faure', 'ines@thermo.test')
const first = 'Brûleur éteint'

beforeAll(async () => {
  await aTicket(by, { title: first })
  await aTicket(by, { title: 'Pompe bruyante' })
  await sit('ines', ines)
})

const storedTicket = (number: number) => by.call(api.tickets.show, { params: { key: String(number) } })
const composer = (page: Page) => page.getByRole('region', { name: 'Écrire une étape' })
const titleField = (page: Page) => page.getByRole('textbox', { name: 'Libellé' })

async function openTicket(page: Page, number: number) {
  await page.goto(`/tickets/${number}`)
  await title(page).waitFor()
}

/** Clicks between the letters of the title. */
async function clickTitle(page: Page, words: string) {
  await title(page).getByRole('button').waitFor()
  const at = (await page.evaluate(`(() => {
    const [element] = document.querySelectorAll('article h1 button')
    const range = new Range()
    range.setStart(element.firstChild, ${words.length})
    const { x, y, height } = range.getBoundingClientRect()
    return { x, y: y + height / 2 }
  })()`)) as { x: number; y: number }
  await page.mouse.click(at.x, at.y)
  await titleField(page).waitFor()
}

test('a letter typed into the title goes where it was clicked; Enter keeps it, leaving offers to, Escape does not', async () => {
  const page = seat('ines')
  await openTicket(page, 1)
  await clickTitle(page, 'Brûleur')
  await page.keyboard.type('s')
  expect(await titleField(page).inputValue()).toBe('Brûleurs éteint')
  await story(page).click()
  await title(page).getByText(first, { exact: true }).waitFor()
  expect((await storedTicket(1)).title).toBe(first)
  await page.getByRole('button', { name: 'La garder' }).click()
  await title(page).getByText('Brûleurs éteint').waitFor()
  await expect.poll(async () => (await storedTicket(1)).title).toBe('Brûleurs éteint')

  await clickTitle(page, 'Brûleur')
  await page.keyboard.press('Delete')
  await page.keyboard.press('Enter')
  await expect.poll(async () => (await storedTicket(1)).title).toBe(first)
  await clickTitle(page, 'Brûleur')
  await page.keyboard.type('x')
  await page.keyboard.press('Escape')
  await title(page).getByText(first, { exact: true }).waitFor()
  expect((await storedTicket(1)).title).toBe(first)
})

test('after choosing another kind, readers or a status, one types on in the text, and later behind its last letter', async () => {
  const page = seat('ines')
  await openTicket(page, 2)
  await composer(page).getByRole('button', { name: 'Question' }).click()
  await page.keyboard.type('ca ')
  await composer(page).getByRole('button', { name: 'Autre' }).click()
  await page.getByRole('menuitemradio', { name: 'Instruction' }).click()
  await page.keyboard.type('pas ')
  await composer(page).getByRole('button', { name: 'passer en interne' }).click()
  await page.keyboard.type('sans ')
  await composer(page)
    .getByRole('button', { name: /statut/i })
    .click()
  await page.getByRole('menuitemradio', { name: 'Instruction' }).click()
  await page.keyboard.type('stop')
  await composer(page).getByText('ca pas sans stop').waitFor()
  expect(await storedTicket(2)).toMatchObject({ lead: null, status: 'opened' })

  await composer(page).getByText('Brouillon enregistré').waitFor()
  await openTicket(page, 2)
  await page.keyboard.press('r')
  await page.keyboard.type('per')
  await composer(page).getByText('ca pas sans stopper').waitFor()
})

test('letters typed after S in the list, N and Ctrl K reach the field that opens', async () => {
  const page = seat('ines')
  await page.goto('/tickets?sort=number')
  await rowOf(page, first).waitFor()
  await page.keyboard.press('j')
  await expect.poll(() => page.evaluate('document.activeElement?.textContent')).toContain('Pompe')
  // The ticket that the row stands for is slow to come.
  const late = Promise.withResolvers<void>()
  await intercept(page, '**/api/tickets/2', async (route) => {
    await late.promise
    await route.continue()
  })
  await page.reload()
  await rowOf(page, first).waitFor()
  await page.keyboard.press('j')
  await page.keyboard.press('s')
  await page.keyboard.type('instr')
  late.resolve()
  await typeChoice(page, 'Changer le statut', '')
  await expect.poll(() => page.locator(':focus').inputValue()).toBe('instr')
  await page.keyboard.press('Enter')
  await expect.poll(async () => (await storedTicket(2)).status).toBe('investigating')
  await page.unroute('**/api/tickets/2')

  await page.reload()
  await rowOf(page, first).waitFor()
  await page.keyboard.press('n')
  await page.keyboard.type('dupont')
  await expect.poll(() => callForm(page).getByLabel('Qui appelle ?').inputValue()).toBe('dupont')

  await page.reload()
  await rowOf(page, first).waitFor()
  await page.keyboard.press('Control+k')
  await page.keyboard.type('pompe')
  await expect.poll(() => page.getByRole('combobox', { name: 'Aller à, ou faire' }).inputValue()).toBe('pompe')
})

test('words that match no status are not taken for a status that is not allowed', async () => {
  const page = seat('ines')
  await openTicket(page, 1)
  await status(page, 'Ouverture').click()
  await typeChoice(page, 'Changer le statut', 'zzz')
  await page.getByText('Aucun résultat').waitFor()
})

test('a call that is typed and sent before the caller is found becomes a ticket of that caller', async () => {
  const page = seat('ines')
  await openTicket(page, 1)
  const found = Promise.withResolvers<void>()
  await intercept(page, '**/api/callers?*', async (route) => {
    await found.promise
    await route.continue()
  })
  await page.keyboard.press('n')
  await callForm(page).getByLabel('Qui appelle ?').waitFor()
  await page.keyboard.press('Control+a')
  await page.keyboard.type('luc noir 0241556688')
  await page.keyboard.press('Enter')
  await page.keyboard.type('Ballon percé')
  await page.keyboard.press('Control+Enter')
  await callForm(page).getByRole('button', { name: 'Créer le ticket' }).and(page.locator('[aria-busy=true]')).waitFor()
  found.resolve()
  await callForm(page).waitFor({ state: 'detached' })
  await page.unroute('**/api/callers?*')
  await expect
    .poll(async () => (await by.call(api.tickets.list, { query: { text: 'ballon' } })).items)
    .toMatchObject([{ title: 'Ballon percé', contact: 'Luc Noir' }])
})
