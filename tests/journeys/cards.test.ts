import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { axeFindings } from '../axe.ts'
import { aCompany, aContact, aMachine, aProject, aTicket } from '../factories.ts'
import { openDesk } from './desk.ts'
import { callForm, facts } from './ticket-screen.ts'

/** Sonia goes from a ticket to the people and machines it is about, and calls from their cards. */
const { by, hire, sit, seat } = await openDesk()
const sonia = await hire('operator', 'Sonia Petit', 'sonia@thermo.test')
const company = await aCompany(by, { name: 'Dupont SA' })
const anne = await aContact(by, { name: 'Anne Roux', companyId: company.id })
const carl = await aContact(by, { name: 'Carl Petit', companyId: company.id })
const machine = await aMachine(by, { companyId: company.id })
const project = await aProject(by, { name: 'Intranet', companyId: company.id })
await aTicket(by, { title: 'Panne de Carl', contactIds: [carl.id], reporterContactId: anne.id })
await aTicket(by, { title: 'Panne d’Anne', contactIds: [anne.id], equipmentIds: [machine.id] })

beforeAll(() => sit('sonia', sonia))

const section = (page: Page, title: string) =>
  page.locator('section').filter({ has: page.getByRole('heading', { name: title }) })

test('a contact’s card tells apart what concerns them and what they reported, with counts', async () => {
  const page = seat('sonia')
  await page.goto('/tickets/2')
  await facts(page).getByRole('link', { name: 'Frisquet Hydromotrix 32' }).waitFor()
  await facts(page).getByRole('link', { name: 'Anne Roux' }).click()
  const concern = section(page, 'Tickets qui le concernent (1)')
  await concern.getByRole('link', { name: 'Panne d’Anne' }).waitFor()
  expect(await concern.getByRole('link', { name: 'Panne de Carl' }).count()).toBe(0)
  const reported = section(page, 'Tickets signalés (2)')
  await reported.getByRole('link', { name: 'Panne de Carl' }).waitFor()
  expect(await axeFindings(page)).toEqual([])
})

test('a call starts from the card of a company, and of a project, which it is about', async () => {
  const page = seat('sonia')
  await page.goto(`/societes/${company.id}`)
  await page.getByRole('main').getByRole('button', { name: 'Nouvel appel' }).click()
  await callForm(page)
    .getByRole('option', { name: /Anne Roux/ })
    .waitFor()
  await page.goto(`/projets/${project.id}`)
  await page.getByRole('main').getByRole('button', { name: 'Nouvel appel' }).click()
  const about = callForm(page).getByRole('combobox', { name: 'Projet' })
  await expect.poll(() => about.inputValue()).toBe('Intranet')
  expect(await axeFindings(page)).toEqual([])
})
