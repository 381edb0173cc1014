import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Locator } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { api } from '../../contract/index.ts'
import { openBrowser, openPage, phone } from '../browser.ts'
import { aTicket } from '../factories.ts'
import { aPhoto } from '../pictures.ts'
import { openDesk } from './desk.ts'
import { callForm, delayUntil, facts, rowOf, status, story, title, typeChoice, typeFact } from './ticket-screen.ts'

/** Promises in seconds, measured beside nothing else. Other journeys hold the same, in seconds of a busy machine. */
const { base, by, hire, sit, seat } = await openDesk()
const karim = await hire('technician', 'Karim Benali', 'karim@thermo.test')
const ines = await hire('technician', 'Inès Faure', 'ines@thermo.test')
const delays: number[] = []

beforeAll(() => Promise.all([sit('karim', karim), sit('ines', ines)]))

/** Does something on one screen, waits until the other shows it, and keeps how long that took. */
async function measure(act: () => Promise<unknown>, seen: Locator[]) {
  delays.push(await delayUntil(act, seen))
}

/** All but one act in four, which a burst may hold up, were on the other's screen within a second. */
afterAll(() => {
  const slow = delays.filter((delay) => delay >= 1_000)
  expect(slow.length, `${delays.map(Math.round)}`).toBeLessThanOrEqual(delays.length / 4)
})

test('a call is on a colleague’s list within a second', async () => {
  for (const name of ['karim', 'ines']) {
    await seat(name).goto('/tickets')
    await seat(name).getByText('Aucun ticket ouvert').waitFor()
  }
  const page = seat('karim')
  for (const [caller, words] of [
    ['anne roux, cabinet roux 0241556677', 'Chaudière en défaut'],
    ['luc noir, garage noir 0241556688', 'Ballon percé'],
  ] as const) {
    await page.keyboard.press('n')
    await callForm(page).getByLabel('Qui appelle ?').waitFor()
    await page.keyboard.type(caller)
    await page.keyboard.press('Enter')
    await page.keyboard.type(words)
    await measure(() => page.keyboard.press('Control+Enter'), [rowOf(seat('ines'), words)])
  }
})

test('a field, words being typed, a step and a status are on a colleague’s screen within a second', async () => {
  const ticket = await aTicket(by, { title: 'Pompe bruyante', leadId: ines.id })
  const [page, other] = [seat('karim'), seat('ines')]
  for (const each of [page, other]) {
    await each.goto(`/tickets/${ticket.number}`)
    await title(each).waitFor()
  }
  await typeFact(page, 'Criticité', 'bloq')
  await measure(() => page.keyboard.press('Enter'), [facts(other).getByText('Bloquante')])
  await page.keyboard.press('r')
  await measure(() => page.keyboard.type('Quelle pression ?'), [other.getByText('Karim écrit une réponse…')])
  await measure(() => page.keyboard.press('Control+Enter'), [story(other).getByText('Quelle pression ?')])
  await page.keyboard.press('Escape')
  await page.keyboard.press('s')
  await typeChoice(page, 'Changer le statut', 'instr')
  await measure(() => page.keyboard.press('Enter'), [status(other, 'Instruction')])
})

test('a step makes the row of a colleague’s ticket bold and rings their bell within a second', async () => {
  const ticket = await aTicket(by, { title: 'Fuite au purgeur', leadId: ines.id })
  const [page, other] = [seat('karim'), seat('ines')]
  await other.goto('/tickets')
  await other.request.put(api.unread.setSince.path, { data: { at: new Date().toISOString() } })
  await other.reload()
  const bell = other.getByRole('banner').getByRole('button', { name: '1 ticket non lu' })
  await other.getByRole('banner').getByRole('button', { name: 'Aucun ticket non lu' }).waitFor()
  const data = { kind: 'question', visibility: 'public', body: '<p>Quel voyant clignote ?</p>' }
  await measure(
    () => page.request.post(`/api/tickets/${ticket.id}/steps`, { data }),
    [rowOf(other, 'non lu, Fuite au purgeur'), bell],
  )
})

test('on a slow telephone a form with a photo is a ticket within three seconds of the click', async () => {
  const fields = [
    { id: 'nom', kind: 'name', label: 'Votre nom', required: true, options: [] },
    { id: 'mail', kind: 'email', label: 'Votre e-mail', required: true, options: [] },
    { id: 'detail', kind: 'description', label: 'Que se passe-t-il ?', required: true, options: [] },
    { id: 'photos', kind: 'files', label: 'Photos', options: [] },
  ] as const
  const body = {
    name: 'Dépannage',
    title: 'Demander un dépannage',
    fields: fields.map((field) => ({ ...field, options: [] })),
  }
  const { id } = await by.call(api.forms.create, { body })
  const site = createServer((_request, response) =>
    response.writeHead(200, { 'content-type': 'text/html' }).end(`<!doctype html><html lang="fr"><meta charset="utf-8">
      <title>Atelier</title><guichet-form form="${id}"></guichet-form>
      <script type="module" src="${base}/elements/form.js"></script></html>`),
  )
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve))
  const { page, complaints } = await openPage(
    await openBrowser(),
    `http://localhost:${(site.address() as AddressInfo).port}`,
    phone,
  )
  const line = await page.context().newCDPSession(page)
  await page.goto('/')
  await line.send('Emulation.setCPUThrottlingRate', { rate: 6 })
  await page.getByLabel('Votre nom').fill('Anne Roy')
  await page.getByLabel('Votre e-mail').fill('anne@exemple.test')
  await page.getByLabel('Que se passe-t-il ?').fill('Plus d’eau chaude depuis ce matin')
  const photo = { name: 'panne.jpg', mimeType: 'image/jpeg', buffer: await aPhoto() }
  await page.getByLabel('Joindre des fichiers').setInputFiles(photo)
  await page.getByRole('progressbar').waitFor({ state: 'detached' })
  const clicked = performance.now()
  await page.getByRole('button', { name: 'Envoyer', exact: true }).click()
  await page.getByText('Votre demande porte le numéro').waitFor()
  expect(performance.now() - clicked).toBeLessThan(3_000)
  expect(complaints).toEqual([])
  site.closeAllConnections()
  site.close()
})
