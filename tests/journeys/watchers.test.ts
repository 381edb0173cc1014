import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { api } from '../../contract/index.ts'
import type { TicketView } from '../../contract/tickets.ts'
import { axeFindings } from '../axe.ts'
import { openBrowser, photograph, type Seat, takeSeat } from '../browser.ts'
import { makeDataDir, removeDataDir } from '../data-dir.ts'
import { aTicket } from '../factories.ts'
import { administrator, callerOf, type Guichet, signIn, startGuichet } from '../guichet.ts'
import { facts, story, typeFact } from './ticket-screen.ts'

/** Karim repairs, Inès only wants to know, Léa administers. */
let guichet: Guichet
let dataDir: string
let ticket: TicketView
const seats: Record<string, Seat> = {}
const seat = (name: string) => seats[name]?.page as Seat['page']

beforeAll(async () => {
  dataDir = await makeDataDir()
  guichet = await startGuichet({ DATA_DIR: dataDir })
  await guichet.healthy
  const by = { call: callerOf(guichet.base, await signIn(guichet.base)) }
  const { password } = administrator
  for (const [name, email] of [
    ['Karim Benali', 'karim@thermo.test'],
    ['Inès Faure', 'ines@thermo.test'],
  ] as const)
    await by.call(api.agents.create, { body: { name, email, role: 'technician', password } })
  const { items } = await by.call(api.agents.list, {})
  ticket = await aTicket(by, { leadId: items.find(({ name }) => name === 'Karim Benali')?.id ?? null })
  const browser = await openBrowser()
  seats.karim = await takeSeat(browser, guichet.base, 'karim@thermo.test', password)
  seats.ines = await takeSeat(browser, guichet.base, 'ines@thermo.test', password)
  seats.lea = await takeSeat(browser, guichet.base, administrator.email, password)
  for (const { page } of Object.values(seats)) await page.goto(`/tickets/${ticket.number}`)
})

afterAll(async () => {
  await guichet?.stop()
  await removeDataDir(dataDir)
})

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await photograph(seats)
  for (const { complaints } of Object.values(seats)) expect(complaints).toEqual([])
})

test('Inès watches by a key, and the others see it come and go; who leads is not asked', async () => {
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
