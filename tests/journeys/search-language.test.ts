import { beforeAll, expect, test } from 'vitest'
import { axeFindings } from '../axe.ts'
import { aCompany, aContact, aTicket } from '../factories.ts'
import { openDesk } from './desk.ts'
import { rowOf } from './ticket-screen.ts'

/** Karim searches in the search language: what he types is completed, explained, and kept in the address. */
const { by, hire, sit, seat } = await openDesk()
const karim = await hire('technician', 'Karim Benali', 'karim@thermo.test')

beforeAll(async () => {
  const { id: companyId } = await aCompany(by, { name: 'Dupont SA' })
  const { id } = await aContact(by, { name: 'Anne Roux', companyId })
  await aTicket(by, { title: 'Chaudière éteinte', contactIds: [id], criticality: 'blocking' })
  await aTicket(by, { title: 'Pompe bruyante', contactIds: [id], leadId: karim.id })
  await aTicket(by, { title: 'Badgeuse muette', criticality: 'blocking' })
  await sit('karim', karim)
})

const page = () => seat('karim')
const field = () => page().getByRole('combobox', { name: 'Rechercher un ticket' })
const options = () => page().getByRole('listbox', { name: 'Compléter la recherche' }).getByRole('option')
const titles = () => page().getByRole('listitem').getByRole('link').allInnerTexts()

async function openSearch() {
  await page().goto('/tickets')
  await rowOf(page(), 'Pompe bruyante').waitFor()
  await page().keyboard.press('/')
}

test('fields and values are completed by the keyboard; the search stays in the address and in the field', async () => {
  await openSearch()
  await page().keyboard.type('crit')
  await options().getByText('criticité:').waitFor()
  expect(await axeFindings(page())).toEqual([])
  await page().keyboard.press('Tab')
  expect(await field().inputValue()).toBe('criticité:')
  await page().keyboard.type('bl')
  await options().getByText('bloquante').waitFor()
  await page().keyboard.press('Enter')
  await page().keyboard.type('société:dup')
  await options().getByText('Dupont SA').waitFor()
  await page().keyboard.press('Enter')
  expect(await field().inputValue()).toBe('criticité:bloquante société:"Dupont SA" ')
  await page().keyboard.press('Enter')
  await rowOf(page(), 'Pompe bruyante').waitFor({ state: 'detached' })
  await expect.poll(titles).toEqual([expect.stringContaining('Chaudière éteinte')])
  expect(new URL(page().url()).searchParams.get('query')).toBe('criticité:bloquante société:"Dupont SA"')
  await page().reload()
  await rowOf(page(), 'Chaudière éteinte').waitFor()
  expect(await field().inputValue()).toBe('criticité:bloquante société:"Dupont SA"')
  await page().getByRole('button', { name: 'Effacer la recherche' }).click()
  await rowOf(page(), 'Pompe bruyante').waitFor()
})

test('words are searched as ever, though a field begins like them', async () => {
  await openSearch()
  await page().keyboard.type('pompe')
  await page().keyboard.press('Enter')
  await expect.poll(titles).toEqual([expect.stringContaining('Pompe bruyante')])
  await openSearch()
  await page().keyboard.type('note')
  await options().getByText('note:').waitFor()
  await page().keyboard.press('Enter')
  await page().getByText('Aucun ticket ne correspond').waitFor()
})

test('negation, OR and parentheses narrow the list; a filter of the panel narrows it further', async () => {
  await openSearch()
  await page().keyboard.type('est:ouvert (-criticité:bloquante OU badgeuse) ')
  await page().keyboard.press('Enter')
  await rowOf(page(), 'Chaudière éteinte').waitFor({ state: 'detached' })
  await expect.poll(async () => (await titles()).length).toBe(2)
  const chosen = page().getByRole('group', { name: 'Filtres', exact: true })
  await chosen.getByText('est:ouvert (-criticité:bloquante OU badgeuse)').waitFor()
  await page().getByRole('button', { name: 'Filtrer (F)' }).click()
  await chosen.getByRole('button', { name: 'Criticité', exact: true }).click()
  await page().getByRole('option', { name: 'Bloquante' }).click()
  await rowOf(page(), 'Pompe bruyante').waitFor({ state: 'detached' })
  await expect.poll(titles).toEqual([expect.stringContaining('Badgeuse muette')])
})

test('an error points at its word and says what is expected; a mistyped address says it too', async () => {
  await openSearch()
  await page().keyboard.type('est:ouvert couleur:rouge')
  await page().keyboard.press('Enter')
  await page().getByRole('alert').getByText('« couleur » n’est pas un champ').waitFor()
  expect(await page().evaluate('getSelection().toString()')).toContain('couleur')
  expect(await axeFindings(page())).toEqual([])
  await page().keyboard.press('Control+a')
  await page().keyboard.type('créé:2026-02-31')
  await page().keyboard.press('Enter')
  await page().getByRole('alert').getByText('La date « 2026-02-31 » n’existe pas').waitFor()
  await page().goto('/tickets?query=statut%3Aperdu')
  await page().getByText('Cette recherche n’a pas été comprise').waitFor()
  await page().getByText('« perdu » n’est pas une valeur').waitFor()
  await page().getByRole('region', { name: 'Tickets' }).getByRole('button', { name: 'Tout effacer' }).last().click()
  await rowOf(page(), 'Pompe bruyante').waitFor()
})
