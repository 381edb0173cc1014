import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { api } from '../../contract/index.ts'
import { axeFindings } from '../axe.ts'
import { intercept } from '../browser.ts'
import { administrator } from '../guichet.ts'
import { codeFor } from '../totp.ts'
import { openDesk } from './desk.ts'

/** Signing in with more than a password: an authenticator app, a passkey, and what a role requires. */
const desk = await openDesk()
const { password } = administrator

async function typePassword(page: Page, email: string) {
  await page.getByLabel('Adresse mail').fill(email)
  await page.getByLabel('Mot de passe', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Se connecter' }).click()
}

async function signOut(page: Page) {
  await page.getByRole('button', { name: 'Votre compte' }).click()
  await page.getByRole('menuitem', { name: 'Se déconnecter' }).click()
  await page.waitForURL('**/connexion**')
}

/** Sets up an app on the page that asks for it. Returns the address that its QR code shows. */
async function setUpApp(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Mettre en place une application' }).click()
  await page.getByLabel('Votre mot de passe').fill(password)
  await page.getByRole('button', { name: 'Continuer' }).click()
  await page.getByRole('img', { name: 'Code QR' }).waitFor()
  expect(await axeFindings(page)).toEqual([])
  const secret = (await page.locator('code').innerText()).replace(/\s/g, '')
  const uri = `otpauth://totp/x?secret=${secret}`
  await page.getByLabel('Code', { exact: true }).fill(codeFor(uri))
  await page.getByRole('button', { name: 'Vérifier et activer' }).click()
  await page.getByText('Vos codes de secours').waitFor()
  expect(await axeFindings(page)).toEqual([])
  return uri
}

test('an agent sets an app up, signs in with its code, and with a recovery code', async () => {
  const karim = await desk.hire('technician', 'Karim Benali', 'karim@thermo.test')
  const page = await desk.sit('karim', karim)
  await page.getByRole('button', { name: 'Votre compte' }).click()
  await page.getByRole('menuitem', { name: 'Sécurité et sessions' }).click()
  await page.getByText('Cette session').waitFor()
  expect(await axeFindings(page)).toEqual([])
  const uri = await setUpApp(page)
  const recovery = await page.locator('code').first().innerText()
  await page.getByRole('button', { name: 'Je les ai notés' }).click()
  await page.getByText('Activée.').waitFor()

  await signOut(page)
  await typePassword(page, karim.email)
  await page.getByRole('heading', { name: 'Encore une étape' }).waitFor()
  expect(await axeFindings(page)).toEqual([])
  await page.getByLabel('Code', { exact: true }).fill('000000')
  await page.getByRole('button', { name: 'Se connecter' }).click()
  await page.getByText('Ce code n’est pas le bon').waitFor()
  await page.getByLabel('Code', { exact: true }).fill(codeFor(uri))
  await page.getByRole('button', { name: 'Se connecter' }).click()
  await page.getByRole('button', { name: 'Votre compte' }).waitFor()

  await signOut(page)
  await typePassword(page, karim.email)
  await page.getByLabel('Code', { exact: true }).fill(recovery)
  await page.getByRole('button', { name: 'Se connecter' }).click()
  await page.getByRole('button', { name: 'Votre compte' }).waitFor()
})

test('an agent adds a passkey and signs in with it alone', async () => {
  const sonia = await desk.hire('operator', 'Sonia Petit', 'sonia@thermo.test')
  const page = await desk.sit('sonia', sonia)
  // Passkeys know hosts by their names alone.
  const here = page.url().replace('127.0.0.1', 'localhost')
  await page.goto(here)
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('WebAuthn.enable')
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  await typePassword(page, sonia.email)
  await page.getByRole('button', { name: 'Votre compte' }).click()
  await page.getByRole('menuitem', { name: 'Sécurité et sessions' }).click()
  await page.getByRole('button', { name: 'Ajouter une clé d’accès' }).click()
  await page.getByLabel('Nom de la clé').fill('Clé du bureau')
  await page.getByRole('button', { name: 'Créer la clé' }).click()
  await page.getByText('Clé du bureau').waitFor()
  expect(await axeFindings(page)).toEqual([])

  await signOut(page)
  await page.getByRole('button', { name: 'Utiliser une clé d’accès' }).click()
  await page.getByRole('button', { name: 'Votre compte' }).waitFor()

  // The password alone no longer opens the desk.
  await signOut(page)
  await typePassword(page, sonia.email)
  await page.getByRole('heading', { name: 'Encore une étape' }).waitFor()
  await page.getByRole('button', { name: 'Utiliser une clé d’accès' }).click()
  await page.getByRole('button', { name: 'Votre compte' }).waitFor()
})

test('an agent whose role needs a second factor sets one up before the desk opens', async () => {
  const omar = await desk.hire('manager', 'Omar Diallo', 'omar@thermo.test')
  const page = await desk.sit('omar', omar)
  await desk.by.call(api.agentSecondFactors.require, { params: { role: 'manager' }, body: { required: true } })
  await page.goto('/tickets')
  await page.waitForURL('**/connexion**')
  await typePassword(page, omar.email)
  await page.getByRole('heading', { name: 'Un second facteur est nécessaire' }).waitFor()
  expect(await axeFindings(page)).toEqual([])
  await page.goto('/tickets')
  await page.getByRole('heading', { name: 'Un second facteur est nécessaire' }).waitFor()
  await setUpApp(page)
  await page.getByRole('button', { name: 'Je les ai notés' }).click()
  await page.getByRole('button', { name: 'Votre compte' }).waitFor()
})

test('the password is asked for again before an API key is made, which then goes on by itself', async () => {
  const page = await desk.sit('lea', administrator)
  await page.goto('/reglages/cles')
  // As the server answers ten minutes later.
  const refusal = { code: 'confirmation_required', message: 'x' }
  let refused = 0
  await intercept(page, '**/api/api-keys', (route) =>
    route.request().method() === 'POST' && refused++ === 0
      ? route.fulfill({ status: 403, json: refusal })
      : route.continue(),
  )
  await page.getByLabel('Programme').fill('Tableau')
  await page.getByRole('button', { name: 'Créer une clé' }).click()
  const dialog = page.getByRole('dialog', { name: 'Confirmez que c’est vous' })
  await dialog.waitFor()
  expect(await axeFindings(page)).toEqual([])
  await dialog.getByLabel('Mot de passe').fill('faux')
  await dialog.getByRole('button', { name: 'Confirmer' }).click()
  await dialog.getByText('Ce n’est pas votre mot de passe.').waitFor()
  await dialog.getByLabel('Mot de passe').fill(password)
  await dialog.getByRole('button', { name: 'Confirmer' }).click()
  await dialog.waitFor({ state: 'detached' })
  await page.getByLabel('La clé, à copier maintenant').waitFor()
})

test('Escape gives the confirmation up, and leaves the form under it as it is', async () => {
  const page = await desk.sit('lea', administrator)
  await page.goto('/reglages/agents')
  await intercept(page, '**/api/agents', (route) =>
    route.request().method() === 'POST'
      ? route.fulfill({ status: 403, json: { code: 'confirmation_required', message: 'x' } })
      : route.continue(),
  )
  await page.getByRole('button', { name: 'Nouvel agent' }).click()
  const form = page.getByRole('dialog', { name: 'Nouvel agent' })
  await form.getByLabel('Nom').fill('Paul Roche')
  await form.getByLabel('Adresse mail').fill('paul@thermo.test')
  await form.getByRole('button', { name: 'Créer l’agent' }).click()
  const dialog = page.getByRole('dialog', { name: 'Confirmez que c’est vous' })
  await dialog.getByLabel('Mot de passe').fill('x')
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  // Asked for again, it comes again: the form is there to stay, not on its way out.
  await form.getByRole('button', { name: 'Créer l’agent' }).click()
  await dialog.getByLabel('Mot de passe').fill('x')
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  await form.getByLabel('Nom').fill('Paul Roche-Martin')
  expect(await form.getByLabel('Nom').inputValue()).toBe('Paul Roche-Martin')
  await page.keyboard.press('Escape')
  await form.waitFor({ state: 'detached' })
})

test('the page that sets a factor up leads back to the sign-in page without a session', async () => {
  const page = await desk.sit('guest', administrator)
  await signOut(page)
  await page.goto('/second-facteur?retour=/tickets')
  await page.getByRole('link', { name: 'Revenir à la connexion' }).click()
  await page.waitForURL('**/connexion?retour=**')
  await typePassword(page, administrator.email)
  await page.waitForURL('**/tickets')
})
