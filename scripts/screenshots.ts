import { mkdir } from 'node:fs/promises'
import { type Browser, chromium, type Locator, type Page } from 'playwright-core'
import { portalAddress, ticketPath } from '../contract/rules/page-addresses.ts'
import type { TicketView } from '../contract/tickets.ts'
import { mailOf, password } from '../seeds/people.ts'
import { openDatabase } from '../server/platform/database.ts'
import { signInClient } from '../tests/client-session.ts'
import { startDemoDesk } from '../tests/demo-desk.ts'
import { findChromium } from '../tests/programs.ts'
import { startSmtpSink } from '../tests/smtp-sink.ts'

/**
 * npm run screenshots: takes the pictures of the README in a real browser, from a desk filled with the demo company.
 */

const folder = 'docs/images'

const sink = await startSmtpSink()
const desk = await startDemoDesk(undefined, { SMTP_URL: sink.url, MAIL_FROM: 'bonjour@thermo-loire.example' })
try {
  await mkdir(folder, { recursive: true })
  await releaseMails()
  await photograph(desk.base, mailOf('Karim Benali'))
} finally {
  await desk.stop()
  await sink.stop()
}

/** Releases the demo company's mail, to the sink. */
async function releaseMails() {
  const { db, close } = openDatabase(desk.databaseUrl)
  await db.updateTable('mail_settings').set({ held: false }).execute()
  await close()
}

async function photograph(base: string, email: string) {
  const executablePath = findChromium()
  if (!executablePath) throw new Error('Chromium is not on this machine')
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
  try {
    const page = await signedIn(browser, base, email)
    await page.goto('/tickets')
    await page.getByRole('link', { name: /Chaudière en défaut/ }).waitFor()
    await page.mouse.move(0, 0)
    await page.screenshot({ path: `${folder}/list.png` })
    await page.getByRole('link', { name: /Chaudière en défaut/ }).click()
    await page.getByText('la pression affichée au manomètre').waitFor()
    await page.mouse.move(0, 0)
    for (const name of ['IMG_2031', 'pression'])
      await photoDrawn(page.locator(`main button img[alt*="${name}"]`).first())
    await page.screenshot({ path: `${folder}/ticket.png` })
    await photographPortal(browser, base, page)
  } finally {
    await browser.close()
  }
}

/** Photographs the same ticket as its client sees it, on a phone. */
async function photographPortal(browser: Browser, base: string, agent: Page) {
  const answer = await agent.request.get(`/api${new URL(agent.url()).pathname}`)
  const { id, contacts } = (await answer.json()) as TicketView
  const [concerned] = contacts
  if (!concerned) throw new Error('The ticket concerns nobody')
  const { db, close } = openDatabase(desk.databaseUrl)
  const { cookie } = await signInClient({ db, base }, concerned)
  await close()
  const context = await browser.newContext({
    baseURL: base,
    viewport: { width: 390, height: 844 },
    locale: 'fr-FR',
    timezoneId: 'Europe/Paris',
    reducedMotion: 'reduce',
  })
  const [name = '', value = ''] = cookie.split('=')
  await context.addCookies([{ name, value, url: `${base}/api/portal` }])
  const page = await context.newPage()
  await page.goto(portalAddress(ticketPath(id)))
  await page.getByText('la pression affichée au manomètre').waitFor()
  await photoDrawn(page.locator('.files img').first())
  await page.screenshot({ path: `${folder}/portal.png` })
}

/** Waits for a photo, whose preview is made when it is first requested. */
async function photoDrawn(photo: Locator): Promise<void> {
  await photo.evaluate((img: { decode(): Promise<void> }) => img.decode())
}

async function signedIn(browser: Browser, base: string, email: string) {
  const context = await browser.newContext({
    baseURL: base,
    viewport: { width: 1440, height: 900 },
    locale: 'fr-FR',
    timezoneId: 'Europe/Paris',
    colorScheme: 'light',
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  await page.goto('/connexion')
  await page.getByLabel('Adresse mail').fill(email)
  await page.getByLabel('Mot de passe', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Se connecter' }).click()
  await page.waitForURL('/')
  return page
}
