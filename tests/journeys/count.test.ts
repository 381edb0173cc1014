import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { api } from '../../contract/index.ts'
import { axeFindings } from '../axe.ts'
import { openBrowser, openPage, type Seat } from '../browser.ts'
import { aTicket } from '../factories.ts'
import { callerOf, signIn } from '../guichet.ts'
import { startLightGuichet } from '../light-guichet.ts'

/** Another program's dashboard, of another origin and under a strict policy, shows what waits for Karim. */
const guichet = await startLightGuichet()
let page = ''
const dashboard = createServer((_request, response) => {
  const policy = `default-src 'self'; script-src ${guichet.base}; connect-src ${guichet.base}`
  response.writeHead(200, { 'content-type': 'text/html', 'content-security-policy': policy }).end(page)
})
let seat: Seat

afterAll(async () => {
  dashboard.close()
  await guichet.stop()
})

beforeAll(async () => {
  await new Promise<void>((resolve) => dashboard.listen(0, '127.0.0.1', resolve))
  const by = { call: callerOf(guichet.base, await signIn(guichet.base)) }
  const body = {
    name: 'Karim Benali',
    email: 'karim@thermo.test',
    role: 'technician' as const,
    password: 'orage-violet-42',
  }
  const { id } = await by.call(api.agents.create, { body })
  const { key } = await by.call(api.apiKeys.create, { body: { name: 'Tableau de bord' } })
  await aTicket(by, { leadId: id })
  await aTicket(by, { leadId: id, dueAt: '2026-01-01T08:00:00Z' })
  page = `<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Atelier</title></head>
    <body><main><h1>Atelier</h1><guichet-count agent="${id}" key="${key}"></guichet-count></main>
    <script type="module" src="${guichet.base}/elements/count.js"></script></body></html>`
  const site = `http://localhost:${(dashboard.address() as AddressInfo).port}`
  seat = await openPage(await openBrowser(), site)
})

test('the dashboard says how many, and how many are late, by a script of two kilobytes', async () => {
  const weights: Promise<number>[] = []
  seat.page.on('response', (response) => {
    if (response.url().includes('/elements/'))
      weights.push(
        response
          .request()
          .sizes()
          .then((sizes) => sizes.responseBodySize),
      )
  })
  await seat.page.goto('/')
  await seat.page.getByText('tickets à traiter').waitFor()
  const words = (await seat.page.locator('guichet-count').evaluate((element) => element.shadowRoot?.textContent ?? ''))
    .replace(/\s+/g, ' ')
    .trim()
  expect(words).toBe('2 tickets à traiter dont 1 en retard')
  expect(await axeFindings(seat.page)).toEqual([])
  expect(seat.complaints).toEqual([])
  const bytes = (await Promise.all(weights)).reduce((sum, size) => sum + size, 0)
  expect(bytes).toBeGreaterThan(500)
  expect(bytes).toBeLessThan(2_000)
})
