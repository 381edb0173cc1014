import { chromium } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeDataDir, removeDataDir } from '../data-dir.ts'
import { type MailingGuichet, startMailingGuichet } from '../mailing-guichet.ts'
import { findChromium } from '../programs.ts'

/** A browser that keeps what it is given: a private window installs nothing. */
let guichet: MailingGuichet
let profile: string

beforeAll(async () => {
  guichet = await startMailingGuichet()
  profile = await makeDataDir()
})

afterAll(async () => {
  await guichet?.stop()
  await removeDataDir(profile)
})

test('a telephone offers to install the client’s page, under the company’s name', async () => {
  const args = ['--no-sandbox', '--disable-gpu', '--no-first-run']
  const executablePath = findChromium() ?? ''
  const browser = await chromium.launchPersistentContext(profile, { executablePath, args, locale: 'fr-FR' })
  try {
    const page = await browser.newPage()
    await page.goto(`${guichet.base}/portail/`)
    await page.getByLabel('Adresse mail').waitFor()
    const devtools = await browser.newCDPSession(page)
    const { data = '', errors, url } = await devtools.send('Page.getAppManifest')
    expect(errors).toEqual([])
    expect(new URL(url).pathname).toBe('/api/portal/manifest')
    const manifest = JSON.parse(data)
    expect(manifest).toMatchObject({ short_name: 'Guichet', start_url: '/portail/', display: 'standalone' })
    const { installabilityErrors } = await devtools.send('Page.getInstallabilityErrors')
    expect(installabilityErrors).toEqual([])
    const touch = await page.locator('link[rel="apple-touch-icon"]').getAttribute('href')
    for (const [src, size] of [
      ...manifest.icons.map((icon: { src: string; sizes: string }) => [icon.src, Number.parseInt(icon.sizes, 10)]),
      [touch, 180],
    ]) {
      const answer = await fetch(guichet.base + src)
      expect(answer.headers.get('content-type')).toBe('image/png')
      const { width, height } = await sharp(await answer.arrayBuffer()).metadata()
      expect({ src, width, height }).toEqual({ src, width: size, height: size })
    }
  } finally {
    await browser.close()
  }
})
