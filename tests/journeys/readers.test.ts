import { expect, test } from 'vitest'
import { axeFindings } from '../axe.ts'
import { aCompany, aContact, aProject, aTicket, setProjectContacts } from '../factories.ts'
import { administrator } from '../guichet.ts'
import { openDesk } from './desk.ts'
import { facts, story } from './ticket-screen.ts'

/** Léa answers on an anomaly that four people of two companies read. */
const { by, sit } = await openDesk()

test('the composer and the steps say who reads, who is mailed, and that no mail leaves', async () => {
  const dupont = await aCompany(by, { name: 'Dupont SA' })
  const martin = await aCompany(by, { name: 'Martin SARL' })
  const anne = await aContact(by, { name: 'Anne Roux', companyId: dupont.id, email: 'anne@dupont.test' })
  const carl = await aContact(by, { name: 'Carl Petit', companyId: martin.id })
  const dora = await aContact(by, { name: 'Dora Blin', companyId: martin.id })
  await aContact(by, { name: 'Brice Noir', companyId: dupont.id, supervisor: true })
  const project = await aProject(by, { companyId: dupont.id })
  await setProjectContacts(by, project.id, [dora.id])
  const fields = { projectId: project.id, contactIds: [anne.id], reporterContactId: carl.id }
  const ticket = await aTicket(by, { kind: 'anomaly', ...fields })
  const page = await sit('lea', administrator)
  await page.getByRole('main').getByText('Aucun mail ne part').waitFor()
  await page.getByRole('heading', { name: 'Réglez l’envoi des mails' }).waitFor()
  expect(await axeFindings(page)).toEqual([])
  await page.goto(`/tickets/${ticket.number}`)
  await facts(page).getByText('Aucun mail ne part').waitFor()
  const composer = page.getByRole('region', { name: 'Écrire une étape' })
  await composer.getByText('Visible par Anne Roux, Carl Petit et 2 autres (Dupont SA, Martin SARL)').waitFor()
  await composer.getByText('Aucun mail ne part').waitFor()
  await composer.getByRole('button', { name: 'voir les 4 lecteurs' }).click()
  const readers = page.getByRole('dialog', { name: 'Qui lit ce qui est public' })
  await readers.getByText('Brice Noir · Dupont SA').waitFor()
  await readers.getByText('responsable de la société · non prévenu par mail').waitFor()
  await readers.getByText('contact du projet').waitFor()
  expect(await axeFindings(page)).toEqual([])
  await page.keyboard.press('Escape')

  const body = { server: { host: '127.0.0.1', port: 2525, secure: false }, senderAddress: 'sav@thermo.test' }
  await page.request.patch('/api/mail-settings', { data: body })
  await page.reload()
  await composer.getByText('Un mail est envoyé à Anne Roux').waitFor()
  await page.keyboard.press('r')
  await page.keyboard.type('Nous regardons.')
  await page.keyboard.press('Control+Enter')
  await story(page).getByText('visible par Anne Roux, Carl Petit et 2 autres').waitFor()
  await page.keyboard.press('Escape')
  await story(page).focus()
  await page.keyboard.press('v')
  const view = page.getByRole('dialog', { name: 'Ce que voit le client' })
  await view.getByRole('region', { name: 'Page de Anne Roux' }).getByText('Nous regardons.').waitFor()
  expect(await view.getByRole('button', { name: 'Envoyer' }).isDisabled()).toBe(true)
  await view.getByLabel('Vu par').selectOption({ label: 'Dora Blin · contact du projet' })
  await view.getByText('vous la suivez en lecture').waitFor()
  expect(await axeFindings(page)).toEqual([])
  await view.getByRole('radio', { name: 'Mails' }).click()
  await view
    .getByRole('button', { name: /Anne Roux/ })
    .first()
    .click()
  await view.getByText('Nous regardons.', { exact: false }).waitFor()
  expect(await axeFindings(page)).toEqual([])
})
