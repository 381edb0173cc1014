import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { api } from '../../contract/index.ts'
import type { TicketView } from '../../contract/tickets.ts'
import { axeFindings } from '../axe.ts'
import { aTicket, setStatus } from '../factories.ts'
import { administrator } from '../guichet.ts'
import { openDesk } from './desk.ts'
import { openTicket, rowOf, story, title, typeChoice } from './ticket-screen.ts'

/** Léa and Karim work on large and small screens: a desk’s, a telephone in both directions, a page magnified twice. */
const { by, hire, sit, seat } = await openDesk()
const ticket = await aTicket(by)

test.each([
  ['a narrow telephone', { viewport: { width: 320, height: 568 }, hasTouch: true, isMobile: true }],
  ['a telephone on its side', { viewport: { width: 844, height: 390 }, hasTouch: true, isMobile: true }],
  ['a page magnified twice', { viewport: { width: 720, height: 450 } }],
] as const)(
  'on %s the text and the button to send it are in view, and nothing crosses the edge',
  async (name, device) => {
    const page = await sit(name, administrator, device)
    await page.goto(`/tickets/${ticket.number}`)
    await title(page).waitFor()
    const composer = page.getByRole('region', { name: 'Écrire une étape' })
    await composer.getByRole('textbox', { name: 'Écrire une étape' }).click()
    await page.keyboard.type(`Depuis ${name}`)
    const send = composer.getByRole('button', { name: 'Envoyer' })
    // The editor has come, and with it its buttons.
    await composer.getByRole('button', { name: 'Gras' }).waitFor()
    // Playwright scrolls to what it clicks: asked before, it must be there already.
    await expect.poll(() => sendInView(page)).toBe(true)
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
    expect(await axeFindings(page)).toEqual([])
    await send.click()
    await story(page).getByText(`Depuis ${name}`).waitFor()
  },
)

/** Whether all of the button is on the screen and nothing lies over it. */
const sendInView = (page: Page) =>
  page.evaluate(`(() => {
    const button = [...document.querySelectorAll('button')].find((each) => each.textContent === 'Envoyer')
    const { left, right, top, bottom } = button.getBoundingClientRect()
    const corners = [[left + 3, top + 3], [right - 3, bottom - 3]]
    return corners.every(([x, y]) => button.contains(document.elementFromPoint(x, y)))
  })()`)

const looks = [
  ['light', 1440],
  ['dark', 1440],
  ['light', 390],
  ['dark', 390],
] as const

describe('with a ticket on which much has happened, and a closed one', () => {
  let eventful: TicketView
  let closed: TicketView

  beforeAll(async () => {
    const karim = await hire('technician', 'Karim Benali', 'karim@thermo.test')
    await sit('karim', karim)
    const aTicketOfKarim = (name: string) => aTicket(by, { title: name, leadId: karim.id })
    eventful = await aTicketOfKarim('Circulateur grippé, plus d’eau chaude')
    const { id, version } = eventful
    const facts = { criticality: 'high', priority: 'urgent', dueAt: '2030-01-01T09:00:00Z' } as const
    await by.call(api.tickets.change, { params: { id }, body: { version, ...facts } })
    for (const [kind, visibility, words] of [
      ['question', 'public', 'Quelle pression au manomètre ?'],
      ['information', 'internal', 'Pièce en stock'],
    ] as const)
      await by.call(api.tickets.addStep, { params: { id }, body: { kind, visibility, body: `<p>${words}</p>` } })
    await setStatus(by, id, 'resolved', 'Circulateur changé.')
    await setStatus(by, id, 'investigating', 'Le défaut est revenu ce matin.')
    await aTicketOfKarim('Vanne bloquée')
    closed = await aTicketOfKarim('Détendeur givré')
    await setStatus(by, closed.id, 'cancelled', 'Signalé deux fois')
  })

  test.each(looks)(
    'axe finds nothing on the list and the ticket, and nothing sticks out: %s, %i pixels wide',
    { timeout: 120_000 },
    async (colorScheme, width) => {
      const page = seat('karim')
      await page.setViewportSize({ width, height: 844 })
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      const look = async (what: string) => {
        expect(await axeFindings(page), what).toEqual([])
        expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'), what).toBe(true)
      }

      await page.goto('/tickets')
      await rowOf(page, eventful.title).waitFor()
      await look('the list')
      await page.getByRole('button', { name: 'Filtrer' }).click()
      await page.getByRole('button', { name: 'Texte' }).waitFor()
      await look('the filters')
      await page.keyboard.press('Escape')
      await page.getByRole('dialog').waitFor({ state: 'hidden' })
      await page.keyboard.press('j')
      await page.keyboard.press('x')
      await page.getByText('1 coché').waitFor()
      await look('a selection')
      await page.goto('/tickets?text=introuvable')
      await page.getByText('Aucun ticket ne correspond').waitFor()
      await look('nothing found')

      await openTicket(page, eventful)
      await look('an open ticket')
      await page.keyboard.press('i')
      await page.keyboard.type('Pour nous seuls')
      await page.getByText('Brouillon enregistré').waitFor({ state: width > 1000 ? 'visible' : 'attached' })
      await look('an internal note')
      await page.keyboard.press('Escape')
      await page.keyboard.press('s')
      await typeChoice(page, 'Changer le statut', 'réso')
      await look('the statuses')
      await page.keyboard.press('Enter')
      await page.getByRole('textbox', { name: 'Solution' }).press('Control+Enter')
      await look('a solution asked for')
      await page.keyboard.press('Escape')
      await page.getByRole('dialog').waitFor({ state: 'hidden' })
      await page.locator('header').getByRole('button', { name: 'Plus', exact: true }).click()
      await page.getByRole('menu').getByText('Historique complet').click()
      await page.getByRole('region', { name: 'Historique complet' }).waitFor()
      await look('the whole history')
      await page.goto(`/tickets/${closed.number}`)
      await page.getByText('Le ticket est figé').waitFor()
      await look('a closed ticket')
    },
  )
})
