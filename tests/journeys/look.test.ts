import sharp from 'sharp'
import { expect, test } from 'vitest'
import { axeFindings } from '../axe.ts'
import { administrator } from '../guichet.ts'
import { openDesk } from './desk.ts'

const { sit } = await openDesk()
/** A light yellow, on which no white word could be read. */
const yellow = '#ffe45c'

test('the clients’ page wears the company’s logo and colour, and stays readable', async () => {
  const page = await sit('lea', administrator)
  await page.goto('/reglages')
  const logo = sharp({ create: { width: 300, height: 80, channels: 3, background: '#1f6f5c' } })
  const dot = { create: { width: 40, height: 40, channels: 3, background: '#ffffff' } } as const
  const buffer = await logo
    .composite([{ input: dot, left: 20, top: 20 }])
    .png()
    .toBuffer()
  await page.getByLabel('Choisir un logo').setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer })
  await page.getByRole('button', { name: 'Retirer le logo' }).waitFor()
  await page.getByLabel('Couleur', { exact: true }).fill(yellow)
  await page.getByRole('button', { name: 'Enregistrer la couleur' }).click()
  await page.getByText('Enregistré').first().waitFor()
  expect(await axeFindings(page)).toEqual([])

  await page.getByRole('link', { name: 'Ouvrir l’espace client' }).click()
  await page.locator('header img').waitFor()
  const inPage = (selector: string) =>
    `document.querySelector('guichet-portal').shadowRoot.querySelector('${selector}')`
  await expect.poll(() => page.evaluate(`${inPage('header img')}.naturalWidth`)).toBe(300)
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    expect(
      await page.evaluate(`getComputedStyle(${inPage('button.main, button[type=submit]')}).backgroundColor`),
    ).toMatch(colorScheme === 'light' ? /^oklch\(0\.42 / : /^oklch\(0\.72 /)
    expect(await axeFindings(page)).toEqual([])
  }
})
