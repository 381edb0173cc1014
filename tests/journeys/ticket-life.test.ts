import { performance } from 'node:perf_hooks'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { api } from '../../contract/index.ts'
import type { TicketView } from '../../contract/tickets.ts'
import { axeFindings } from '../axe.ts'
import { intercept } from '../browser.ts'
import { aCompany, aContact, aTicket } from '../factories.ts'
import { administrator } from '../guichet.ts'
import { keyboardOf } from '../keyboard.ts'
import { openDesk } from './desk.ts'
import {
  answerTo,
  aSecond,
  beginTitle,
  callForm,
  delayUntil,
  facts,
  leaveComposer,
  openTicket,
  rowOf,
  status,
  story,
  title,
  typeChoice,
  typeFact,
} from './ticket-screen.ts'

/**
 * The life of a ticket, seen by four people at once: Sonia answers the phone, Karim and Inès repair, each at a browser
 * of their own; Léa administers. Each chapter opens a ticket of its own.
 */
const { by, hire, sit, seat } = await openDesk()
const agents = {
  sonia: await hire('operator', 'Sonia Petit', 'sonia@thermo.test'),
  karim: await hire('technician', 'Karim Benali', 'karim@thermo.test'),
  ines: await hire('technician', 'Inès Faure', 'ines@thermo.test'),
  lea: administrator,
}
const marie = await aContact(by, { companyId: (await aCompany(by)).id })
const everybody = ['sonia', 'karim', 'ines', 'lea'] as const

beforeAll(() => Promise.all(everybody.map((name) => sit(name, agents[name]))))

/** Opens a ticket that Karim leads. */
const aTicketOfKarim = (name: string) => aTicket(by, { title: name, contactIds: [marie.id], leadId: agents.karim.id })

/** Reads a ticket again. */
const stored = ({ id }: TicketView) => by.call(api.tickets.show, { params: { key: id } })

/** Shows a ticket on these screens. */
const openAll = (ticket: TicketView, pages: Page[]) => Promise.all(pages.map((page) => openTicket(page, ticket)))

const delays: number[] = []

/** Does something on one screen, waits until the others show it, and keeps how long that took. */
async function measure(act: () => Promise<unknown>, seen: Locator[]) {
  delays.push(await delayUntil(act, seen))
}

/** All but one act in four, which a burst may hold up, were on the others' screens within a second. */
afterAll(() => {
  const slow = delays.filter((delay) => delay >= aSecond())
  expect(slow.length, `${slow}`).toBeLessThanOrEqual(delays.length / 4)
})

test('a known caller, logged with the keyboard alone, is on both technicians’ lists within a second', async () => {
  for (const name of ['karim', 'ines'] as const) {
    await seat(name).goto('/tickets')
    await seat(name).getByText('Aucun ticket ouvert').waitFor()
  }
  const page = seat('sonia')
  const keys = keyboardOf(page)
  const start = performance.now()
  await keys.press('n')
  await callForm(page).getByLabel('Qui appelle ?').waitFor()
  await keys.type('dupon 0241')
  await callForm(page)
    .getByRole('option', { name: /Marie Dupont/ })
    .waitFor()
  await keys.press('Enter')
  await keys.type('Chaudière en défaut E133')
  const rows = ['karim', 'ines'].map((name) => rowOf(seat(name), 'Chaudière en défaut E133'))
  await measure(() => keys.press('Control+Enter'), rows)
  expect(performance.now() - start).toBeLessThan(20_000)
  expect(keys.presses()).toBeLessThanOrEqual(12)
})

test('an unknown caller too; it slides in where nobody is busy, and is announced where a hand is on the list', async () => {
  await aTicketOfKarim('Pompe bruyante')
  for (const name of ['karim', 'ines']) {
    await seat(name).goto('/tickets')
    await rowOf(seat(name), 'Pompe bruyante').hover()
  }
  await seat('ines').mouse.move(0, 0)
  const page = seat('sonia')
  const keys = keyboardOf(page)
  const start = performance.now()
  await keys.press('n')
  await callForm(page).getByLabel('Qui appelle ?').waitFor()
  await keys.type('anne roux, cabinet roux 0241556677')
  await keys.press('Enter')
  await keys.type('Le VPN se coupe')
  await measure(
    () => keys.press('Control+Enter'),
    [seat('karim').getByRole('button', { name: '1 nouveau' }), rowOf(seat('ines'), 'Le VPN se coupe')],
  )
  expect(performance.now() - start).toBeLessThan(20_000)
  expect(keys.presses()).toBeLessThanOrEqual(12)
  expect(await rowOf(seat('karim'), 'Le VPN se coupe').count()).toBe(0)
  await seat('karim').getByRole('button', { name: '1 nouveau' }).click()
  await rowOf(seat('karim'), 'Le VPN se coupe').waitFor()
})

test('of two technicians who claim at once, one has the ticket and the other is told who', async () => {
  const ticket = await aTicket(by, { contactIds: [marie.id] })
  await openAll(ticket, [seat('karim'), seat('ines')])
  const technicians = [
    { name: 'Karim Benali', page: seat('karim') },
    { name: 'Inès Faure', page: seat('ines') },
  ] as const
  // Neither claim leaves before both are on their way: nobody has heard of the other's.
  const both = Promise.withResolvers<void>()
  let asked = 0
  for (const { page } of technicians)
    await intercept(page, '**/lead', async (route) => {
      asked += 1
      if (asked === technicians.length) both.resolve()
      await both.promise
      await route.continue()
    })
  const answers = technicians.map(({ page }) => page.waitForResponse(/\/lead$/).then((answer) => answer.status()))
  await Promise.all(technicians.map(({ page }) => page.keyboard.press('c')))
  const statuses = await Promise.all(answers)
  expect(statuses.toSorted()).toEqual([200, 409])
  const [winner, loser] = statuses[0] === 200 ? technicians : ([technicians[1], technicians[0]] as const)
  await loser.page.getByRole('alert').getByText(`${winner.name} l’a déjà pris.`).waitFor()
  for (const { page } of technicians) {
    await facts(page).getByText(winner.name).waitFor()
    await page.unroute('**/lead')
  }
  await loser.page.getByRole('button', { name: 'Lui laisser' }).click()
  expect((await stored(ticket)).lead?.name).toBe(winner.name)
})

test('changes are on the other screens within a second: properties, steps, status', async () => {
  const ticket = await aTicketOfKarim('Ballon percé')
  const page = seat('karim')
  const others = [seat('ines'), seat('sonia'), seat('lea')]
  await openAll(ticket, [page, ...others])
  const press = (key: string, shown: (other: Page) => Locator) =>
    measure(() => page.keyboard.press(key), others.map(shown))

  await typeFact(page, 'Criticité', 'bloq')
  await press('Enter', (other) => facts(other).getByText('Bloquante'))
  await typeFact(page, 'Échéance', 'demain 10h')
  await press('Enter', (other) => facts(other).getByText('demain 10:00'))

  await beginTitle(page, 'Ballon percé au fond')
  await press('Enter', (other) => title(other).getByText('Ballon percé au fond'))
  for (const other of others) await rowOf(other, 'Ballon percé au fond').waitFor()

  await page.keyboard.press('r')
  await page.keyboard.type('Quelle pression au manomètre ?')
  await press('Control+Enter', (other) => story(other).getByText('Quelle pression'))

  await leaveComposer(page)
  await page.keyboard.press('s')
  await typeChoice(page, 'Changer le statut', 'instr')
  await press('Enter', (other) => status(other, 'Instruction'))
})

test('two who rename at once: the second is shown both titles; two who change different things have their way', async () => {
  const ticket = await aTicketOfKarim('Brûleur en panne')
  const [first, second] = [seat('ines'), seat('karim')]
  await openAll(ticket, [first, second])
  await beginTitle(second, 'Chaudière éteinte')
  await beginTitle(first, 'Brûleur en défaut E133')
  await first.keyboard.press('Enter')
  await rowOf(second, 'Brûleur en défaut E133').waitFor()
  expect(await second.getByRole('textbox', { name: 'Libellé' }).inputValue()).toBe('Chaudière éteinte')
  await second.keyboard.press('Enter')

  const conflict = second.getByRole('alert').filter({ hasText: 'Inès Faure vient de changer la même chose.' })
  await conflict.getByRole('definition').filter({ hasText: 'Brûleur en défaut E133' }).waitFor()
  await conflict.getByRole('definition').filter({ hasText: 'Chaudière éteinte' }).waitFor()
  expect(await axeFindings(second)).toEqual([])
  expect((await stored(ticket)).title).toBe('Brûleur en défaut E133')
  await conflict.getByRole('button', { name: 'Garder la mienne' }).click()
  for (const page of [first, second]) await title(page).getByText('Chaudière éteinte').waitFor()
  const titles = (await stored(ticket)).timeline.events.flatMap(({ changes }) =>
    changes.filter(({ field }) => field === 'title').map(({ to }) => to),
  )
  expect(titles).toEqual(['Brûleur en défaut E133', 'Chaudière éteinte'])

  await beginTitle(second, 'Radiateur froid au salon')
  await typeFact(first, 'Priorité', 'urg')
  await first.keyboard.press('Enter')
  await facts(second).getByText('Urgente').waitFor()
  await second.keyboard.press('Enter')
  await title(first).getByText('Radiateur froid au salon').waitFor()
  expect(await second.getByRole('alert').count()).toBe(0)
  expect(await stored(ticket)).toMatchObject({ title: 'Radiateur froid au salon', priority: 'urgent' })
})

test('a ticket is resolved with its solution only; then nobody but an administrator changes or reopens it', async () => {
  const ticket = await aTicketOfKarim('Eau tiède')
  const { id, version } = ticket
  const page = seat('karim')
  const others = [seat('ines'), seat('sonia'), seat('lea')]
  await openAll(ticket, [page, ...others])
  expect(await answerTo(page, 'PUT', `/api/tickets/${id}/status`, { to: 'resolved', version })).toMatchObject({
    status: 422,
    code: 'solution_required',
  })
  await page.keyboard.press('s')
  await typeChoice(page, 'Changer le statut', 'réso')
  await page.keyboard.press('Enter')
  await page.getByRole('textbox', { name: 'Solution' }).waitFor()
  await page.keyboard.press('Control+Enter')
  await page.getByText('Indiquez la solution : le client la verra.').waitFor()
  await page.keyboard.type('Électrode changée, eau chaude revenue.')
  await measure(
    () => page.keyboard.press('Control+Enter'),
    others.flatMap((other) => [
      status(other, 'Résolu'),
      story(other).getByText('Électrode changée, eau chaude revenue.'),
    ]),
  )

  const ines = seat('ines')
  const closed = await stored(ticket)
  expect(await answerTo(ines, 'PATCH', `/api/tickets/${id}`, { version: closed.version, criticality: 'low' })).toEqual({
    status: 409,
    code: 'ticket_closed',
    message: 'Ce ticket est clos : il faut d’abord le rouvrir pour le modifier.',
  })
  const reopening = { to: 'investigating', version: closed.version, note: '<p>Encore en panne</p>' }
  expect(await answerTo(ines, 'PUT', `/api/tickets/${id}/status`, reopening)).toEqual({
    status: 403,
    code: 'forbidden',
    message: 'Vous n’avez pas le droit de faire cela. Demandez à un administrateur.',
  })
  // Nothing on the screen offers either, and it says who can. Who does not lead it may still want its news.
  await ines.getByText('Peuvent le rouvrir : le client, ou un agent qui en a le droit').waitFor()
  expect(await facts(ines).getByRole('button').filter({ hasNotText: 'Observer' }).count()).toBe(0)
  expect(await ines.getByRole('region', { name: 'Écrire une étape' }).count()).toBe(0)
  expect(await ines.getByRole('button', { name: 'Rouvrir' }).count()).toBe(0)

  const lea = seat('lea')
  await lea.getByRole('button', { name: 'Rouvrir' }).click()
  await typeChoice(lea, 'Changer le statut', 'instr')
  await lea.keyboard.press('Enter')
  await lea.getByLabel('Pourquoi le rouvrir ?').waitFor()
  await lea.keyboard.press('Control+Enter')
  await lea.getByText('Indiquez le motif.').waitFor()
  await lea.keyboard.type('Le défaut est revenu ce matin.')
  await measure(
    () => lea.keyboard.press('Control+Enter'),
    [page, ines, seat('sonia')].flatMap((other) => [
      status(other, 'Instruction'),
      story(other).getByText('Le défaut est revenu ce matin.'),
      other.getByRole('region', { name: 'Écrire une étape' }),
    ]),
  )
})
