import { expect, test } from 'vitest'
import { api } from '../../contract/index.ts'
import { axeFindings } from '../axe.ts'
import { phone } from '../browser.ts'
import { aCompany, aMachine } from '../factories.ts'
import { sendRow } from '../send-row.ts'
import { openDesk } from './desk.ts'
import { facts, title } from './ticket-screen.ts'

/** A row of a spreadsheet names a company and a serial number; Claire attaches both from the ticket. */
const desk = await openDesk()
const { call } = desk.by
const claire = await desk.hire('technician', 'Claire Morel', 'claire@thermo.test')
await aCompany(desk.by, { name: 'Dupont SA' })
await aMachine(desk.by, { serialNumber: 'SN-77' })
const columns = {
  Date: 'timestamp',
  Nom: 'name',
  Mail: 'email',
  Société: 'company',
  Quoi: 'description',
  Série: 'serialNumber',
} as const
const sheet = await call(api.spreadsheets.create, { body: { name: 'Demandes', address: null, columns } })
const { secret } = await call(api.spreadsheets.secret, { params: { id: sheet.id } })

async function openRow(company: string): Promise<number> {
  const row = {
    Date: '24/11/2026 09:00:00',
    Nom: `Zoé de ${company}`,
    Mail: 'zoe@x.test',
    Quoi: 'Fuite',
    Série: 'SN-77',
  }
  const { ticket } = await sendRow(desk.base, { id: sheet.id, secret }, { ...row, Société: company })
  return ticket?.number ?? 0
}

test('Claire attaches the sender to the company and adds the machine, and takes each back', async () => {
  const page = await desk.sit('claire', claire)
  await page.goto(`/tickets/${await openRow('dupont sa')}`)
  await title(page).waitFor()
  await facts(page).getByText('Dit être de « dupont sa »').waitFor()
  expect(await axeFindings(page)).toEqual([])
  await facts(page).getByRole('button', { name: 'Rattacher à Dupont SA' }).click()
  await facts(page).getByRole('link', { name: 'Dupont SA' }).waitFor()
  await expect.poll(() => facts(page).getByText('Dit être de').count()).toBe(0)
  await page.getByRole('button', { name: 'Annuler' }).click()
  await facts(page).getByText('Dit être de « dupont sa »').waitFor()
  await facts(page).getByRole('button', { name: 'Ajouter Frisquet Hydromotrix 32' }).click()
  await page.getByText('est sur le ticket').waitFor()
})

test('on a telephone she creates the company that nobody knew from the contact’s card', async () => {
  const number = await openRow('Neuve & Fils')
  const { contacts } = await call(api.tickets.show, { params: { key: String(number) } })
  const page = await desk.sit('phone', claire, phone)
  await page.goto(`/contacts/${contacts[0]?.id}`)
  await page.getByText('Dit être de « Neuve & Fils »').waitFor()
  expect(await axeFindings(page)).toEqual([])
  await page.getByRole('button', { name: 'Créer cette société' }).click()
  await page.getByText('Contact rattaché à Neuve & Fils').waitFor()
  await expect.poll(() => page.getByText('Dit être de').count()).toBe(0)
})
