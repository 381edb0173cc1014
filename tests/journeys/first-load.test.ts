import type { Browser, Page, Response } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser } from '../browser.ts'
import { aTicket } from '../factories.ts'
import { administrator, callerOf, type Guichet, signIn } from '../guichet.ts'
import { startLightGuichet } from '../light-guichet.ts'

/** Limit of the scripts of a screen as they travel, with nothing cached from before. */
const allowed = 300_000

let guichet: Guichet
let browser: Browser
let cookie: string

beforeAll(async () => {
  guichet = await startLightGuichet()
  const signedIn = await signIn(guichet.base)
  cookie = signedIn.cookie
  await aTicket({ call: callerOf(guichet.base, signedIn) })
  browser = await openBrowser()
})

afterAll(() => guichet?.stop())

test.each([
  ['sign-in', '/connexion', false, 'Connexion'],
  ['home', '/', true, `Bonjour ${administrator.email.split('@')[0]}`],
  ['the list', '/tickets', true, 'Tickets'],
  ['a ticket', '/tickets/1', true, 'Chaudière en défaut E133'],
] as const)('%s needs at most 300 kB of scripts, compressed', async (screen, path, signedIn, heading) => {
  const context = await browser.newContext({ baseURL: guichet.base, locale: 'fr-FR' })
  if (signedIn) await context.setExtraHTTPHeaders({ cookie })
  const page = await context.newPage()
  const scripts = await scriptsOf(page, async () => {
    await page.goto(path)
    await page.getByRole('heading', { name: heading }).first().waitFor()
  })
  await context.close()

  expect(scripts.map(({ encoding }) => encoding)).toEqual(scripts.map(() => 'br'))
  const total = scripts.reduce((sum, { bytes }) => sum + bytes, 0)
  expect(total).toBeGreaterThan(50_000)
  expect(total, screen).toBeLessThanOrEqual(allowed)
})

/** The scripts a page fetched, until it had nothing more to fetch for half a second. */
async function scriptsOf(page: Page, act: () => Promise<void>) {
  const answers: Response[] = []
  page.on('response', (answer) => {
    if (answer.request().resourceType() === 'script') answers.push(answer)
  })
  await act()
  let seen: number
  do {
    seen = answers.length
    await page.waitForTimeout(500)
  } while (answers.length > seen)
  return Promise.all(
    answers.map(async (answer) => ({
      encoding: await answer.headerValue('content-encoding'),
      bytes: (await answer.request().sizes()).responseBodySize,
    })),
  )
}
