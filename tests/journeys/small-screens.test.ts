import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { axeFindings } from '../axe.ts'
import { aTicket } from '../factories.ts'
import { administrator } from '../guichet.ts'
import { openDesk } from './desk.ts'
import { story, title } from './ticket-screen.ts'

/** Léa answers on what little screen she has: a telephone in both directions, a page magnified twice. */
const { by, sit } = await openDesk()
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
