import { type Browser, type BrowserContextOptions, chromium, type Page, type Route } from 'playwright-core'
import { api } from '../contract/index.ts'
import { findChromium, findHeadlessShell } from './programs.ts'

const quietly = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

const browsers = new Map<string, Promise<Browser>>()

/**
 * Returns a real Chromium, which the files of a worker share; tests/end-journey.ts closes the file's pages at its end. It ends
 * with the worker.
 * @param more arguments
 */
export async function openBrowser(...more: string[]): Promise<Browser> {
  const name = more.join(' ')
  if (!(await browsers.get(name))?.isConnected()) browsers.set(name, launch(more))
  return browsers.get(name) as Promise<Browser>
}

/** Closes all pages of this worker's browsers. */
export async function closePages(): Promise<void> {
  const open = await Promise.all(browsers.values())
  await Promise.all(open.flatMap((browser) => browser.contexts()).map((context) => context.close()))
}

function launch(more: string[]): Promise<Browser> {
  const executablePath = findHeadlessShell() ?? findChromium()
  if (!executablePath) throw new Error('Chromium is not on this machine')
  return chromium.launch({ executablePath, args: [...quietly, ...more] })
}

export type Seat = {
  page: Page
  /** Errors of the page's console, without refused requests. */
  complaints: string[]
}

/** Device options of a phone. */
export const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }

/** Opens a browser context of one person, without loading a page. */
export async function openPage(browser: Browser, base: string, device: BrowserContextOptions = {}): Promise<Seat> {
  const context = await browser.newContext({
    baseURL: base,
    viewport: { width: 1440, height: 900 },
    locale: 'fr-FR',
    timezoneId: 'Europe/Paris',
    ...device,
  })
  const page = await context.newPage()
  page.setDefaultTimeout(10_000)
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('Failed to load resource'))
      complaints.push(message.text())
  })
  return { page, complaints }
}

/** Opens the desk for an agent, signed in through the API. */
export async function takeSeat(
  browser: Browser,
  base: string,
  email: string,
  password: string,
  device: BrowserContextOptions = {},
): Promise<Seat> {
  const seat = await openPage(browser, base, device)
  const { page } = seat
  const answer = await page.request.post(api.session.create.path, { data: { email, password } })
  if (!answer.ok()) throw new Error(`signing in as ${email}: ${answer.status()} ${await answer.text()}`)
  await page.goto('/')
  await page.getByRole('navigation').first().waitFor()
  return seat
}

/** Signs in through the form. */
export async function signInByForm(
  browser: Browser,
  base: string,
  email: string,
  password: string,
  device: BrowserContextOptions = {},
): Promise<Seat> {
  const seat = await openPage(browser, base, device)
  const { page } = seat
  await page.goto('/connexion')
  await page.getByLabel('Adresse mail').fill(email)
  await page.getByLabel('Mot de passe', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Se connecter' }).click()
  await page.waitForURL('/')
  return seat
}

/**
 * Intercepts the page's requests to an address. The browser applies this a moment later, without a signal: so test
 * requests are sent until one is intercepted.
 */
export async function intercept(
  page: Page,
  address: string | RegExp,
  handle: (route: Route) => Promise<unknown>,
): Promise<void> {
  await page.route(address, handle)
  await page.route('**/is-heeded', (route) => route.fulfill({ status: 200 }))
  while ((await page.evaluate(`fetch('/is-heeded').then(({ status }) => status)`)) !== 200);
}

/** Saves a screenshot of each screen under test-results/, to investigate failures. */
export async function photograph(seats: Record<string, Seat>): Promise<void> {
  for (const [name, { page }] of Object.entries(seats)) await page.screenshot({ path: `test-results/${name}.png` })
}
