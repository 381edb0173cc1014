import { expect, test } from 'vitest'
import { axeFindings } from '../axe.ts'
import { openDesk } from './desk.ts'
import { callForm, facts, title } from './ticket-screen.ts'

/** Sonia takes the call of somebody whose machine nobody has written down yet. */
const { hire, sit } = await openDesk()
const sonia = await hire('operator', 'Sonia Petit', 'sonia@thermo.test')

test('a machine that nobody knows is asked about, then created with the ticket', async () => {
  const page = await sit('sonia', sonia)
  await page.getByRole('heading', { name: 'Bonjour Sonia' }).waitFor()
  await page.keyboard.press('n')
  await callForm(page).getByLabel('Qui appelle ?').waitFor()
  await page.keyboard.type('Anne Roux, Cabinet Roux 0241556677')
  await page.keyboard.press('Enter')
  await page.keyboard.type('Bourrage papier')
  const machine = callForm(page).getByRole('combobox', { name: 'Machine' })
  await machine.click()
  await page.keyboard.type('Xerox VersaLink C405')
  await page.getByRole('option', { name: 'Créer la machine « Xerox VersaLink C405 »' }).waitFor()
  await page.keyboard.press('Control+Enter')
  await callForm(page).getByText('Choisissez une machine proposée, créez celle-ci, ou effacez ces mots.').waitFor()
  expect(await axeFindings(page)).toEqual([])
  await page.keyboard.press('Enter')
  await callForm(page).getByText('sera créée avec le ticket').waitFor()
  await page.keyboard.press('Control+Enter')
  await page.getByText('T-1 créé').waitFor()
  await page.goto('/tickets/1')
  await title(page).getByText('Bourrage papier').waitFor()
  await facts(page).getByText('Xerox VersaLink C405').waitFor()
})
