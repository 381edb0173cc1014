import { expect, test } from 'vitest'
import { api } from '../../contract/index.ts'
import { axeFindings } from '../axe.ts'
import { intercept } from '../browser.ts'
import { aContact, aTicket } from '../factories.ts'
import { administrator } from '../guichet.ts'
import { openDesk } from './desk.ts'
import { facts, leaveComposer, openTicket, rowOf, story, typeFact } from './ticket-screen.ts'

/** Léa works while the network goes and comes back. */
const { by, hire, sit } = await openDesk()

test('a page that was never opened says so in its place, and appears once the network is back', async () => {
  const page = await sit('lea', administrator)
  await page.getByRole('navigation').first().waitFor()
  await page.context().setOffline(true)
  await page.getByRole('link', { name: 'Sociétés' }).first().click()
  await page.getByRole('main').getByText('Pas de réseau : cette page n’est pas encore chargée').waitFor()
  expect(await axeFindings(page)).toEqual([])
  // The rest of the desk stays.
  await page.getByRole('link', { name: 'Accueil' }).first().click()
  await page.getByRole('main').getByText('Bonjour Lea').waitFor()
  await page.getByRole('link', { name: 'Sociétés' }).first().click()
  await page.getByRole('main').getByText('Pas de réseau : cette page').waitFor()
  await page.context().setOffline(false)
  await page.getByRole('heading', { name: 'Sociétés', exact: true }).waitFor()
})

test('a list that was never read says so instead of showing placeholders', async () => {
  const page = await sit('lea', administrator)
  await aTicket(by)
  await page.goto('/tickets')
  await page.getByRole('listitem').first().waitFor()
  await page.context().setOffline(true)
  await page.getByRole('link', { name: 'En retard' }).first().click()
  await page.getByText('Pas encore lu ici').waitFor()
  await page.context().setOffline(false)
  await page.getByText('Aucun retard').waitFor()
})

test('a dialog whose code is not loaded yet says so and leaves the page, and opens once the network is back', async () => {
  const page = await sit('lea', administrator)
  await page.goto('/contacts')
  await page.getByRole('heading', { name: 'Contacts', exact: true }).waitFor()
  await page.context().setOffline(true)
  await page.keyboard.press('b')
  await page.getByText('Pas de réponse du serveur').waitFor()
  await page.getByRole('heading', { name: 'Contacts', exact: true }).waitFor()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await page.context().setOffline(false)
  await page.keyboard.press('b')
  await page.getByRole('dialog').getByText('Vous êtes à jour').waitFor()
})

test('the search for a caller says that it cannot search, and not that nobody was found', async () => {
  const page = await sit('lea', administrator)
  await aContact(by, { name: 'Marie Quincampoix' })
  await page.getByRole('button', { name: 'Nouvel appel' }).first().click()
  const dialog = page.getByRole('dialog', { name: 'Nouvel appel' })
  const who = dialog.getByRole('combobox').first()
  await who.fill('mar')
  await dialog.getByRole('option', { name: /Quincampoix/ }).waitFor()
  await page.context().setOffline(true)
  await who.fill('quincam')
  await dialog.getByRole('option', { name: /la recherche est impossible pour l’instant/ }).waitFor()
  await page.context().setOffline(false)
  await dialog.getByRole('option', { name: /Marie Quincampoix/ }).waitFor()
})

/** Makes the browser say that it is offline, then online again, each until the page has drawn. */
const waver = `(async () => {
  const drawn = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))
  for (const name of ['offline', 'online']) {
    Object.defineProperty(navigator, 'onLine', { value: name === 'online', configurable: true })
    dispatchEvent(new Event(name))
    await drawn()
  }
  delete navigator.onLine
})()`

test('an answer sent without a network waits, and is sent once when it is back, from any screen', async () => {
  const marie = await aContact(by)
  const first = await aTicket(by, { contactIds: [marie.id] })
  const second = await aTicket(by, { contactIds: [marie.id], title: 'Autre panne' })
  const page = await sit('lea', administrator)
  const steps = async (id: string) =>
    (await by.call(api.tickets.show, { params: { key: id } })).timeline.steps.map(({ body }) => body)
  const answer = async (text: string) => {
    await page.getByRole('textbox', { name: 'Écrire une étape' }).click()
    await page.keyboard.type(text)
    await page.keyboard.press('Control+Enter')
  }
  await page.goto(`/tickets/${second.number}`)
  await story(page).waitFor()
  await page.goto(`/tickets/${first.number}`)
  await story(page).waitFor()

  await page.context().setOffline(true)
  await answer('Sans réseau.')
  await page.getByText('En attente du réseau').waitFor()
  expect(await axeFindings(page)).toEqual([])
  await page.context().setOffline(false)
  await story(page).getByText('Sans réseau.').waitFor()
  expect(await page.getByText('En attente du réseau').count()).toBe(0)

  // The same, from another screen.
  await page.context().setOffline(true)
  await answer('Depuis ailleurs.')
  await page.getByText('En attente du réseau').waitFor()
  await page.getByRole('link', { name: 'Accueil' }).first().click()
  let sent = 0
  const answered = Promise.withResolvers<void>()
  await intercept(page, '**/steps', async (route) => {
    sent += 1
    await answered.promise
    await route.continue()
  })
  await page.context().setOffline(false)
  await expect.poll(() => sent).toBe(1)
  // The network wavers before the answer: nothing is sent, and said, twice.
  await page.evaluate(waver)
  answered.resolve()
  await page.getByText('ce qui attendait le réseau est parti').waitFor()
  expect(sent).toBe(1)
  await page.unroute('**/steps')
  expect(await steps(first.id)).toEqual(['<p>Sans réseau.</p>', '<p>Depuis ailleurs.</p>'])

  // Kept back, it is a draft again and never leaves.
  await page.goto(`/tickets/${second.number}`)
  await story(page).waitFor()
  await page.context().setOffline(true)
  await answer('Tout compte fait.')
  await page.getByRole('button', { name: 'ne pas l’envoyer' }).click()
  await page.context().setOffline(false)
  await page.getByText('Brouillon enregistré').waitFor()
  expect(await steps(second.id)).toEqual([])
})

test('a screen without a network says so, and catches up with all it missed', async () => {
  const ticket = await aTicket(by, { title: 'Allumage capricieux' })
  const ines = await hire('technician', 'Inès Faure', 'ines@thermo.test')
  const [away, here] = [await sit('ines', ines), await sit('lea', administrator)]
  await openTicket(away, ticket)
  await openTicket(here, ticket)
  await away.context().setOffline(true)
  await away.getByText('Pas de connexion').waitFor()
  expect(await axeFindings(away)).toEqual([])

  await here.keyboard.press('i')
  for (const note of ['Électrode à changer', 'Pièce en stock']) {
    await here.keyboard.type(note)
    await here.keyboard.press('Control+Enter')
    await story(here).getByText(note).waitFor()
  }
  await leaveComposer(here)
  await typeFact(here, 'Criticité', 'haute')
  await here.keyboard.press('Enter')
  await facts(here).getByText('Haute').waitFor()
  await aTicket(by, { title: 'Fuite au purgeur' })
  await rowOf(here, 'Fuite au purgeur').waitFor()
  expect(await story(away).getByText('Électrode à changer').count()).toBe(0)

  await away.context().setOffline(false)
  await story(away).getByText('Électrode à changer').waitFor()
  await story(away).getByText('Pièce en stock').waitFor()
  await facts(away).getByText('Haute').waitFor()
  await rowOf(away, 'Fuite au purgeur').waitFor()
  await away.getByText('Pas de connexion').waitFor({ state: 'hidden' })
})
