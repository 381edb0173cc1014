import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { api } from '../../contract/index.ts'
import type { WithSecret } from '../../contract/websites.ts'
import { axeFindings } from '../axe.ts'
import { intercept, openBrowser, openPage, photograph, type Seat } from '../browser.ts'
import { aTicket } from '../factories.ts'
import { type MailingGuichet, startMailingGuichet } from '../mailing-guichet.ts'
import { textOf } from '../smtp-sink.ts'
import { startWebsite, type WebsiteServer } from '../website-server.ts'

/** The client area in a page of a website: its addresses, its looks, and what shows when Guichet does not answer. */
let guichet: MailingGuichet
let browser: Browser
let shop: WebsiteServer
let site: WithSecret
let number: number
const seats: Record<string, Seat> = {}
const boiler = 'Chaudière en défaut E133'
const page = () => seats.marie?.page as Page
const list = () => page().getByRole('heading', { name: 'Mes demandes' })
const ticket = () => page().getByRole('heading', { name: boiler })
const phone = () => page().getByText('Ou appelez le 02 41 00 00 00')
const styleOf = (of: string, name: string) =>
  page().evaluate<string>(`getComputedStyle(document.querySelector('${of}')).${name}`)

beforeAll(async () => {
  guichet = await startMailingGuichet()
  shop = await startWebsite(guichet.base, () => site)
  site = await guichet.by.call(api.websites.create, { body: { name: 'Boutique', origin: shop.base } })
  browser = await openBrowser()
  seats.marie = await openPage(browser, shop.base)
  await page().goto('/entrer?42')
  await list().waitFor()
  const { items } = await guichet.by.call(api.contacts.list, { query: { text: 'Marie' } })
  number = (await aTicket(guichet.by, { title: boiler, contactIds: [items[0]?.id ?? ''] })).number
})

afterAll(async () => {
  await shop?.stop()
  await guichet?.stop()
})

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await photograph(seats)
})

test('a request has an address in the page: Back, reload and a link lead to it', async () => {
  await page().goto('/espace?menu=2#haut')
  await page().getByRole('link', { name: boiler }).click()
  await ticket().waitFor()
  const address = `${shop.base}/espace?menu=2#guichet=T-${number}`
  expect(page().url()).toBe(address)
  await page().reload()
  await ticket().waitFor()
  await page().getByRole('link', { name: 'Mes demandes' }).click()
  await list().waitFor()
  expect(page().url()).toBe(`${shop.base}/espace?menu=2`)
  await page().goBack()
  await ticket().waitFor()
  await page().goto('about:blank')
  await page().goto(address)
  await ticket().waitFor()
})

test('a user without an address confirms one, is mailed, and follows the mail back to the page', async () => {
  const address = `${shop.base}/espace`
  const { id, version } = (await guichet.by.call(api.websites.list, {})).items[0] ?? { id: '', version: 0 }
  const body = { name: 'Boutique', origin: shop.base, portalUrl: address, version }
  await guichet.by.call(api.websites.change, { params: { id }, body })
  await guichet.by.call(api.mail.changeSettings, { body: { gatherSeconds: 1 } })
  const email = 'marie@exemple.test'
  await page().goto('/espace')
  await page().getByLabel('Recevoir nos réponses par mail').fill(email)
  expect(await axeFindings(page())).toEqual([])
  await page().getByRole('button', { name: 'Confirmer mon adresse' }).click()
  await page().getByText(`Un mail vient de partir à ${email}`).waitFor()
  const mailed = async (pattern: RegExp) =>
    vi.waitUntil(
      () =>
        guichet.sink
          .to(email)
          .map((mail) => pattern.exec(textOf(mail))?.[0])
          .find(Boolean),
      {
        timeout: 20_000,
        interval: 100,
      },
    )
  const reader = await openPage(browser, guichet.base)
  await reader.page.goto(await mailed(/http:\/\/\S+#confirmation=\S+/))
  await reader.page.getByRole('button', { name: 'Confirmer mon adresse' }).click()
  await reader.page.getByText('Nos réponses vous parviendront désormais par mail').waitFor()
  await reader.page.context().close()
  const { id: ticketId } = await guichet.by.call(api.tickets.show, { params: { key: String(number) } })
  const step = { kind: 'answer', visibility: 'public', body: '<p>Nous passons demain.</p>' } as const
  await guichet.by.call(api.tickets.addStep, { params: { id: ticketId }, body: step })
  await page().goto('about:blank')
  await page().goto(await mailed(/http:\/\/\S+#guichet=\S+/))
  await page().getByText('Nous passons demain.').waitFor()
  expect(await axeFindings(page())).toEqual([])
  expect(page().url()).toBe(`${address}#guichet=T-${number}`)
})

test('it is dark on a dark background, in the font of the page, without an outline of its own', async () => {
  await page().emulateMedia({ colorScheme: 'light' })
  await page().goto('/espace')
  await list().waitFor()
  const onLight = await styleOf('guichet-portal', 'color')
  await page().goto('/sombre')
  await list().waitFor()
  expect(await styleOf('guichet-portal', 'color')).not.toBe(onLight)
  expect((await axeFindings(page())).filter((line) => line.includes('contrast'))).toEqual([])
  expect(await styleOf('guichet-portal', 'fontFamily')).toBe(await styleOf('main', 'fontFamily'))
  await page().getByRole('link', { name: 'Nouvelle demande' }).focus()
  expect(await styleOf('guichet-portal', 'outlineStyle')).toBe('none')
})

test('the fallback shows until the element is there, and while Guichet is slow or down', async () => {
  const gate = Promise.withResolvers<void>()
  await intercept(page(), '**/elements/portal.js*', async (route) => {
    await gate.promise
    return route.continue()
  })
  await page().goto('/sombre', { waitUntil: 'commit' })
  await phone().waitFor()
  gate.resolve()
  await list().waitFor()
  await phone().waitFor({ state: 'hidden' })
  await page().unroute('**/elements/portal.js*')

  await intercept(page(), '**/api/portal/session/exchange', () => new Promise(() => {}))
  await page().goto('/sombre')
  await page().getByRole('status').first().waitFor()
  expect(await phone().isVisible()).toBe(false)
  await phone().waitFor({ timeout: 8_000 })
  await page().unroute('**/api/portal/session/exchange')

  await intercept(page(), '**/api/portal/session/exchange', (route) => route.abort())
  await page().goto('/sombre')
  await page().getByRole('button', { name: 'Réessayer' }).waitFor()
  await phone().waitFor()
})
