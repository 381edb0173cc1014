import { beforeAll, expect, test } from 'vitest'
import type { TicketView } from '../../contract/tickets.ts'
import { axeFindings } from '../axe.ts'
import { phone } from '../browser.ts'
import { aTicket } from '../factories.ts'
import { openDesk } from './desk.ts'
import { aSecond, delayUntil, story, title } from './ticket-screen.ts'

/** Claire at her desk and on the road, Malik at his: the same ticket. */
const { by, hire, sit, seat } = await openDesk()
const claire = await hire('technician', 'Claire Morel', 'claire@thermo.test')
const malik = await hire('technician', 'Malik Haddad', 'malik@thermo.test')

beforeAll(async () => {
  await sit('claire', claire)
  await sit('phone', claire, phone)
  await sit('malik', malik)
})

/** Opens a ticket on these screens. */
async function openTicket(...names: string[]): Promise<TicketView> {
  const ticket = await aTicket(by)
  for (const name of names) {
    await seat(name).goto(`/tickets/${ticket.number}`)
    await title(seat(name)).waitFor()
  }
  return ticket
}

const composer = (name: string) => seat(name).getByRole('region', { name: 'Écrire une étape' })
const field = (name: string) => composer(name).getByRole('textbox', { name: 'Écrire une étape' })
/** A plain text area, until the editor takes its place. */
const words = (name: string) =>
  field(name).evaluate((element) => ('value' in element ? String(element.value) : (element.textContent ?? '')))

test('a draft that Claire begins at her desk is followed by her phone, and by nobody else, until she sends it there', async () => {
  const ticket = await openTicket('claire')
  await seat('claire').keyboard.press('i')
  await seat('claire').keyboard.type('Je passe jeudi ')
  await composer('claire').getByText('Brouillon enregistré').waitFor()
  await seat('phone').goto(`/tickets/${ticket.number}`)
  await expect.poll(() => words('phone')).toContain('Je passe jeudi')
  await composer('phone').getByText('Interne : seuls les agents le liront').waitFor()
  expect(await axeFindings(seat('phone'))).toEqual([])
  await seat('malik').goto(`/tickets/${ticket.number}`)
  await title(seat('malik')).waitFor()
  expect(await words('malik')).toBe('')

  await seat('claire').keyboard.type('matin ')
  await expect.poll(() => words('phone'), { timeout: 5_000 }).toContain('jeudi matin')

  // She goes on from her phone and sends it; her desk is not left with it.
  await field('phone').tap()
  await seat('phone').keyboard.type('avec la pièce.')
  await composer('phone').getByRole('button', { name: 'Envoyer' }).tap()
  await story(seat('claire')).getByText('avec la pièce.').waitFor()
  await expect.poll(() => words('claire'), { timeout: 15_000 }).toBe('')
  await seat('claire').reload()
  await title(seat('claire')).waitFor()
  expect(await words('claire')).toBe('')
})

test('without a network the words are kept on the device, and saved when it is back', async () => {
  const page = seat('phone')
  await openTicket('claire', 'phone')
  await page.context().setOffline(true)
  await field('phone').tap()
  await page.keyboard.type('Dans le tunnel')
  await composer('phone').getByText('Brouillon gardé sur cet appareil').waitFor({ state: 'attached' })
  await page.context().setOffline(false)
  await composer('phone').getByText('Brouillon enregistré').waitFor({ state: 'attached' })
  await seat('claire').reload()
  await expect.poll(() => words('claire')).toBe('Dans le tunnel')
})

const header = (name: string) => seat(name).locator('header', { hasText: /^T-\d+/ })
const announced = (name: string) => header(name).getByRole('status')

test('Malik sees within a second that Claire types, and that she leaves; her coming is said, her typing is not', async () => {
  await openTicket('claire', 'malik')
  await header('malik').getByText('Claire regarde').waitFor()
  expect(await announced('malik').textContent()).toBe('Claire Morel regarde aussi ce ticket')
  await header('claire').getByText('Malik regarde').waitFor()
  await field('claire').click()
  const delay = await delayUntil(
    () => seat('claire').keyboard.type(' : '),
    [header('malik').getByText('Claire écrit…'), composer('malik').getByText('Claire écrit une réponse…')],
  )
  expect(delay).toBeLessThan(aSecond())
  expect(await announced('malik').textContent()).toBe('Claire Morel regarde aussi ce ticket')
  expect(await axeFindings(seat('malik'))).toEqual([])
  await seat('phone').goto('/tickets')
  await seat('claire').goto('/tickets')
  await header('malik').getByText('Claire écrit…').waitFor({ state: 'detached' })
  await expect.poll(() => header('malik').textContent()).not.toContain('Claire')
  expect(await announced('malik').textContent()).toBe('')
})

test('on her phone she sees that Malik answers, and nothing sticks out', async () => {
  await openTicket('malik', 'phone')
  await header('phone').getByText('Malik regarde').waitFor()
  await field('malik').click()
  await seat('malik').keyboard.type('Bonjour')
  await header('phone').getByText('Malik écrit…').waitFor()
  await composer('phone').getByText('Malik écrit une réponse…').waitFor()
  expect(await axeFindings(seat('phone'))).toEqual([])
  expect(await seat('phone').evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
  // The hand rests, and then the page goes, without a click on anything of ours.
  await header('phone').getByText('Malik regarde').waitFor()
  await seat('malik').goto('about:blank')
  await expect.poll(() => header('phone').textContent()).not.toContain('Malik')
})
