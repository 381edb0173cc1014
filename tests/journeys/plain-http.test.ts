import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser, signInByForm } from '../browser.ts'
import { makeDataDir, removeDataDir } from '../data-dir.ts'
import { administrator, type Guichet, startGuichet } from '../guichet.ts'

/** A desk on the network of an office, without a certificate: browsers take much away from such pages. */
let guichet: Guichet
let dataDir: string

beforeAll(async () => {
  dataDir = await makeDataDir()
  guichet = await startGuichet({ DATA_DIR: dataDir })
  await guichet.healthy
})

afterAll(async () => {
  await guichet?.stop()
  await removeDataDir(dataDir)
})

test('a call is logged, claimed and answered at a desk that is reached by plain HTTP', async () => {
  const browser = await openBrowser('--host-resolver-rules=MAP guichet.lan 127.0.0.1')
  const base = guichet.base.replace('127.0.0.1', 'guichet.lan')
  const { page, complaints } = await signInByForm(browser, base, administrator.email, administrator.password)
  expect(await page.evaluate('isSecureContext')).toBe(false)
  await page.getByRole('button', { name: 'Nouvel appel' }).first().click()
  const form = page.getByRole('dialog', { name: 'Nouvel appel' })
  await form.getByLabel('Qui appelle ?').fill('Paul Meunier 0241001122')
  await page.keyboard.press('Enter')
  await form.getByLabel('Que se passe-t-il ?').fill('Fuite au sous-sol')
  await form.getByRole('button', { name: 'Créer le ticket' }).click()
  await page.getByText('T-1 créé').waitFor()
  await page.goto('/tickets/1')
  await page.getByRole('button', { name: 'S’approprier', exact: true }).click()
  await page.getByRole('textbox', { name: 'Écrire une étape' }).fill('Je passe à midi.')
  await page.getByRole('button', { name: 'Envoyer' }).click()
  await page.getByRole('region', { name: 'Fil du ticket' }).getByText('Je passe à midi.').waitFor()
  // The one header that browsers heed over HTTPS alone, and say so.
  expect(complaints.filter((words) => !words.startsWith('The Cross-Origin-Opener-Policy header'))).toEqual([])
})
