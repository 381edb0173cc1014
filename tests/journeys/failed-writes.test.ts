import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { axeFindings } from '../axe.ts'
import { intercept } from '../browser.ts'
import { aCompany, aContact, aMachine, aTicket, setStatus } from '../factories.ts'
import { openDesk } from './desk.ts'
import { openTicket, status, typeFact } from './ticket-screen.ts'

/** Sonia writes while the server, the network or somebody quicker is in her way: she is told each time. */
const { by, hire, sit, seat } = await openDesk()
const sonia = await hire('operator', 'Sonia Petit', 'sonia@thermo.test')
const company = await aCompany(by, { name: 'Dupont SA' })
const anne = await aContact(by, { name: 'Anne Roux' })
const machine = await aMachine(by, { companyId: company.id })
const { number } = await aTicket(by, { title: 'Chaudière en panne', contactIds: [anne.id] })

beforeAll(() => sit('sonia', sonia))

const failed = 'Une erreur est survenue'

/** Has the server fail each change of a record, once `until` has come. */
const failChanges = (page: Page, address: string, until = Promise.resolve()) =>
  intercept(page, address, async (route) => {
    if (route.request().method() === 'GET') return route.fallback()
    await until
    return route.fulfill({ status: 500, json: { code: 'internal', message: failed } })
  })

async function edit(page: Page, name: string, words: string) {
  await page.getByRole('button', { name: `modifier : ${name}` }).click()
  await page.getByRole('textbox', { name }).fill(words)
}

test('a name whose change fails after its card was left is told by a toast', async () => {
  const page = seat('sonia')
  await page.goto(`/societes/${company.id}`)
  const isLeft = Promise.withResolvers<void>()
  await failChanges(page, '**/api/companies/*', isLeft.promise)
  await edit(page, 'Nom', 'Dupont et filles')
  await page.getByRole('link', { name: 'Machines' }).first().click()
  await page.getByRole('heading', { name: 'Machines' }).waitFor()
  isLeft.resolve()
  await page.getByText(failed).waitFor()
  expect(await axeFindings(page)).toEqual([])
  await page.unroute('**/api/companies/*')
})

test('a company that a contact is refused is said beside the field', async () => {
  const page = seat('sonia')
  await page.goto(`/contacts/${anne.id}`)
  await failChanges(page, '**/api/contacts/*')
  await page.getByRole('button', { name: 'modifier : Société' }).click()
  await page.getByRole('combobox', { name: 'Société' }).fill('Dupont')
  await page.getByRole('option', { name: 'Dupont SA' }).click()
  await page.getByText(failed).first().waitFor()
  await page.unroute('**/api/contacts/*')
})

test('without a network a machine’s and a ticket’s changes fail at once and say so', async () => {
  const page = seat('sonia')
  await page.goto(`/equipements/${machine.id}`)
  await page.getByRole('button', { name: 'modifier : Marque' }).waitFor()
  await page.context().setOffline(true)
  await edit(page, 'Marque', 'Viessmann')
  await page.keyboard.press('Enter')
  await page.getByText('Pas de réponse').first().waitFor()
  await page.context().setOffline(false)

  await page.goto(`/tickets/${number}`)
  await page.getByRole('heading', { name: 'Chaudière en panne' }).getByRole('button').click()
  await page.context().setOffline(true)
  await page.getByRole('textbox', { name: 'Libellé' }).fill('Chaudière réparée')
  await page.keyboard.press('Enter')
  await page.getByText('Pas de réponse').first().waitFor()
  await page.context().setOffline(false)
})

test('somebody whose screen is behind is told in plain words that the ticket was closed meanwhile', async () => {
  const ticket = await aTicket(by, { title: 'Badgeuse muette' })
  const page = seat('sonia')
  await openTicket(page, ticket)
  // The news comes; what it makes the screen read does not.
  const late = Promise.withResolvers<void>()
  await intercept(page, `**/api/tickets/${ticket.number}`, async (route) => {
    await late.promise
    await route.continue()
  })
  await setStatus(by, ticket.id, 'cancelled', 'Signalé deux fois')

  const refused = page.waitForResponse((answer) => answer.request().method() === 'PATCH')
  await typeFact(page, 'Criticité', 'faible')
  await page.keyboard.press('Enter')
  expect((await refused).status()).toBe(409)
  await page.getByRole('alert').getByText('Ce ticket est clos : il faut d’abord le rouvrir').waitFor()
  late.resolve()
  await status(page, 'Annulé').waitFor()
  await page.unroute(`**/api/tickets/${ticket.number}`)
})
