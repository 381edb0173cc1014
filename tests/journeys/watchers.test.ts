import { beforeAll, expect, test } from 'vitest'
import type { TicketView } from '../../contract/tickets.ts'
import { axeFindings } from '../axe.ts'
import { aTicket } from '../factories.ts'
import { administrator } from '../guichet.ts'
import { openDesk } from './desk.ts'
import { facts, story, typeFact } from './ticket-screen.ts'

/** Karim repairs, Inès only wants to know, Léa administers. */
const { by, hire, sit, seat } = await openDesk()
const karim = await hire('technician', 'Karim Benali', 'karim@thermo.test')
const ines = await hire('technician', 'Inès Faure', 'ines@thermo.test')
let ticket: TicketView

beforeAll(async () => {
  ticket = await aTicket(by, { leadId: karim.id })
  for (const page of [await sit('karim', karim), await sit('ines', ines), await sit('lea', administrator)])
    await page.goto(`/tickets/${ticket.number}`)
})

test('Inès watches by a key, which the others see, and the lead is not offered to watch', async () => {
  await facts(seat('karim')).getByText('Observateurs').waitFor()
  expect(await facts(seat('karim')).getByRole('button', { name: 'Observer', exact: true }).count()).toBe(0)
  await facts(seat('ines')).getByRole('button', { name: 'Observer', exact: true }).waitFor()
  await seat('ines').keyboard.press('w')
  await facts(seat('ines')).getByRole('button', { name: 'Ne plus observer' }).waitFor()
  await facts(seat('karim')).getByText('Inès', { exact: true }).waitFor()
  await story(seat('karim')).getByText('observateurs').waitFor()
  expect(await axeFindings(seat('ines'))).toEqual([])
  await facts(seat('ines')).getByRole('button', { name: 'Ne plus observer' }).click()
  await facts(seat('karim')).getByText('Inès', { exact: true }).waitFor({ state: 'detached' })
})

test('Léa has Inès watch, who may leave it when the ticket is closed', async () => {
  await typeFact(seat('lea'), 'Observateurs', 'Inès')
  await seat('lea').keyboard.press('Enter')
  await seat('lea').getByRole('button', { name: 'Enregistrer' }).click()
  await facts(seat('ines')).getByRole('button', { name: 'Ne plus observer' }).waitFor()
  const body = { to: 'cancelled', version: ticket.version, note: '<p>Doublon.</p>' }
  await seat('lea').request.put(`/api/tickets/${ticket.id}/status`, { data: body })
  await facts(seat('ines')).getByRole('button', { name: 'Ne plus observer' }).click()
  await facts(seat('ines')).getByRole('button', { name: 'Observer', exact: true }).waitFor()
})
