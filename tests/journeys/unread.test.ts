import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { api } from '../../contract/index.ts'
import type { TicketView } from '../../contract/tickets.ts'
import { axeFindings } from '../axe.ts'
import { phone } from '../browser.ts'
import { aTicket } from '../factories.ts'
import { openDesk } from './desk.ts'
import { answerTo, aSecond, delayUntil, rowOf, title } from './ticket-screen.ts'

/** Karim leads two tickets, and Inès works on them too. */
const { by, hire, sit, seat } = await openDesk()
const karim = await hire('technician', 'Karim Benali', 'karim@thermo.test')
const ines = await hire('technician', 'Inès Faure', 'ines@thermo.test')
let boiler: TicketView
let printer: TicketView

beforeAll(async () => {
  boiler = await aTicket(by, { title: 'Chaudière en défaut', leadId: karim.id })
  printer = await aTicket(by, { title: 'Imprimante bloquée', leadId: karim.id })
  await sit('karim', karim)
  await sit('ines', ines)
  await sit('phone', karim, phone)
  await seat('karim').goto('/tickets')
})

const bell = (page: Page, name: string) => page.getByRole('banner').getByRole('button', { name })
const panel = (page: Page) => page.getByRole('dialog', { name: 'Non lus' })
const unreadRow = (page: Page, words: string) => rowOf(page, `non lu, ${words}`)
const step = { kind: 'question', visibility: 'public', body: '<p>Quel voyant clignote ?</p>' }
/** Has Karim see all that there is, and opens his list. */
async function seeAll(): Promise<Page> {
  const page = seat('karim')
  await page.request.put(api.unread.setSince.path, { data: { at: new Date().toISOString() } })
  await page.goto('/tickets')
  await bell(page, 'Aucun ticket non lu').waitFor()
  return page
}
const ask = (page: Page, { id }: TicketView) => answerTo(page, 'POST', `/api/tickets/${id}/steps`, step)

test('tickets handed to Karim are unread until he opens them, on his phone too', async () => {
  const page = seat('karim')
  await bell(page, '2 tickets non lus').waitFor()
  for (const [ticket, left] of [
    [boiler, '1 ticket non lu'],
    [printer, 'Aucun ticket non lu'],
  ] as const) {
    await unreadRow(page, ticket.title).click()
    await title(page).getByText(ticket.title).waitFor()
    await unreadRow(page, ticket.title).waitFor({ state: 'detached' })
    await bell(page, left).waitFor()
  }
  await bell(seat('phone'), 'Aucun ticket non lu').waitFor()
  await page.goto('/tickets')
  await rowOf(page, boiler.title).waitFor()
  await bell(page, 'Aucun ticket non lu').waitFor()
  expect(await unreadRow(page, boiler.title).count()).toBe(0)
})

test('a change by Inès makes the row bold and rings within a second; opening the ticket ends both', async () => {
  const page = await seeAll()
  const delay = await delayUntil(
    () => ask(seat('ines'), boiler),
    [unreadRow(page, boiler.title), bell(page, '1 ticket non lu')],
  )
  expect(delay).toBeLessThan(aSecond())
  await expect.poll(() => page.title()).toMatch(/^\(1\) /)
  await page.keyboard.press('b')
  await panel(page).getByText('Inès a demandé une précision').waitFor()
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.evaluate('Promise.all(document.getAnimations().map((each) => each.finished))')
    expect(await axeFindings(page)).toEqual([])
  }
  await page.keyboard.press('Enter')
  await title(page).getByText(boiler.title).waitFor()
  await bell(page, 'Aucun ticket non lu').waitFor()
  await expect.poll(() => page.title()).not.toContain('(')
  expect(await unreadRow(page, boiler.title).count()).toBe(0)
})

test('Karim has no news of what he does himself', async () => {
  const page = await seeAll()
  const body = { version: 1, title: 'Imprimante bloquée au 2e étage' }
  await answerTo(page, 'PATCH', `/api/tickets/${printer.id}`, body)
  await rowOf(page, body.title).waitFor()
  // What Inès does afterwards has come: his own change would have too.
  await ask(seat('ines'), boiler)
  await unreadRow(page, boiler.title).waitFor()
  await bell(page, '1 ticket non lu').waitFor()
  expect(await unreadRow(page, body.title).count()).toBe(0)
})

test('a tab behind another has seen nothing: its title counts, until somebody looks', async () => {
  const page = await seeAll()
  await page.goto(`/tickets/${boiler.number}`)
  await title(page).getByText(boiler.title).waitFor()
  await show(page, false)
  await ask(seat('ines'), boiler)
  await expect.poll(() => page.title(), { timeout: 6_000 }).toMatch(/^\(1\) /)
  await show(page, true)
  await bell(page, 'Aucun ticket non lu').waitFor()
})

test('all is marked as read at once, and unread again when that was a mistake', async () => {
  const page = await seeAll()
  await ask(seat('ines'), printer)
  await ask(seat('ines'), boiler)
  await bell(page, '2 tickets non lus').click()
  await panel(page).getByRole('button', { name: 'Tout marquer comme lu' }).click()
  await bell(page, 'Aucun ticket non lu').waitFor()
  await unreadRow(page, boiler.title).waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Annuler', exact: true }).click()
  await bell(page, '2 tickets non lus').waitFor()
  await unreadRow(page, boiler.title).waitFor()
  await bell(seat('phone'), '2 tickets non lus').waitFor()
})

test('an opening that nobody is on rings too, and leaves the bell when somebody takes it', async () => {
  const [page, ines] = [await seeAll(), seat('ines')]
  const { items } = (await (await ines.request.get('/api/contacts')).json()) as { items: { id: string }[] }
  const body = { title: 'Fuite au purgeur', contactIds: [items[0]?.id] }
  const answer = await ines.request.post('/api/tickets', { data: body })
  const { id } = (await answer.json()) as { id: string }
  await bell(page, '1 ticket non lu').click()
  await panel(page).getByText('Inès a ouvert ce ticket · sans suiveur').waitFor()
  const { id: inesId } = (await (await ines.request.get('/api/session')).json()) as { id: string }
  await answerTo(ines, 'PUT', `/api/tickets/${id}/lead`, { from: null, to: inesId })
  await panel(page).getByText('Fuite au purgeur').waitFor({ state: 'detached' })
  await page.keyboard.press('Escape')
  await bell(page, 'Aucun ticket non lu').waitFor()
})

/** Tells a page that its tab comes to the front, or goes behind another. */
function show(page: Page, shown: boolean) {
  return page.evaluate(`Object.defineProperty(document, 'hidden', { configurable: true, get: () => ${!shown} })
    document.dispatchEvent(new Event('visibilitychange'))`)
}
