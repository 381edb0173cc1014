import { afterAll, expect, test } from 'vitest'
import { api } from '../../contract/index.ts'
import { axeFindings } from '../axe.ts'
import { openBrowser, signInByForm } from '../browser.ts'
import { administrator, callerOf, signIn } from '../guichet.ts'
import { startLightGuichet } from '../light-guichet.ts'
import { startSmtpSink, textOf } from '../smtp-sink.ts'

/** How agents get in by links. The mails say another address: the tests take what follows it. */
const sink = await startSmtpSink()
const guichet = await startLightGuichet({
  SMTP_URL: sink.url,
  MAIL_FROM: 'desk@thermo.test',
  PUBLIC_URL: 'http://guichet.test',
})
const { base } = guichet
const call = callerOf(base, await signIn(base))
const browser = await openBrowser()

afterAll(async () => {
  await guichet.stop()
  await sink.stop()
})

const lastLink = (address: string) => {
  const links = sink.to(address).flatMap((mail) => /guichet\.test(\/mot-de-passe#[\w-]+)/.exec(textOf(mail))?.[1] ?? [])
  return links.at(-1) ?? ''
}

test('an agent who was invited chooses a password and is at the desk; forgotten, a mailed link gives another', async () => {
  const { page, complaints } = await signInByForm(browser, base, administrator.email, administrator.password)
  await page.goto('/reglages/agents')
  await page.getByRole('button', { name: 'Nouvel agent' }).click()
  await page.getByLabel('Nom').fill('Nadia Roux')
  await page.getByLabel('Adresse mail').fill('nadia@example.test')
  await page.getByRole('button', { name: 'Créer l’agent' }).click()
  await page.getByText('Une invitation est envoyée à Nadia Roux').waitFor()
  await page.getByText('Ne s’est jamais connecté').waitFor()
  await page.getByRole('button', { name: 'Nadia Roux', exact: true }).click()
  await page.getByRole('button', { name: 'Envoyer une invitation' }).waitFor()
  await expect.poll(() => lastLink('nadia@example.test'), { timeout: 10_000 }).toMatch(/#/)

  const context = await browser.newContext({ baseURL: base, locale: 'fr-FR', viewport: { width: 390, height: 844 } })
  const nadia = await context.newPage()
  // The address alone does nothing: whoever looks at the link does not use it up.
  await fetch(base + lastLink('nadia@example.test').split('#')[0])
  await nadia.goto(lastLink('nadia@example.test'))
  await nadia.getByLabel('Nouveau mot de passe').fill('tilleul-calme-77')
  expect(await axeFindings(nadia)).toEqual([])
  await nadia.getByRole('button', { name: 'Enregistrer et me connecter' }).click()
  await nadia.waitForURL('/')
  await page.keyboard.press('Escape')
  await page.getByText('Ne s’est jamais connecté').waitFor({ state: 'detached' })

  const other = await browser.newContext({ baseURL: base, locale: 'fr-FR', colorScheme: 'dark' })
  const forgetful = await other.newPage()
  await forgetful.goto('/connexion')
  await forgetful.getByRole('link', { name: 'Mot de passe oublié ?' }).click()
  // The page before asks for an address too.
  const ask = forgetful.getByRole('button', { name: 'Recevoir un lien' })
  await ask.waitFor()
  await forgetful.getByLabel('Adresse mail').fill('nadia@example.test')
  expect(await axeFindings(forgetful)).toEqual([])
  await ask.click()
  await forgetful.getByText('Si un compte a cette adresse').waitFor()
  await expect.poll(() => sink.to('nadia@example.test').length, { timeout: 10_000 }).toBe(2)
  await forgetful.goto(lastLink('nadia@example.test'))
  await forgetful.getByLabel('Nouveau mot de passe').fill('saule-tranquille-88')
  await forgetful.getByRole('button', { name: 'Enregistrer et me connecter' }).click()
  await forgetful.waitForURL('/')
  await expect.poll(() => sink.to('nadia@example.test').length, { timeout: 10_000 }).toBe(3)

  // Used up: the page says so, and where to ask for another.
  const again = await (await browser.newContext({ baseURL: base, locale: 'en-GB' })).newPage()
  await again.goto(lastLink('nadia@example.test'))
  await again.getByLabel('New password').fill('again-and-again')
  await again.getByRole('button', { name: 'Save and sign in' }).click()
  await again.getByRole('link', { name: 'Request a new link' }).waitFor()

  // Handed over, where no mail reaches.
  await page.getByRole('button', { name: 'Nouvel agent' }).click()
  await page.getByLabel('Nom').fill('Sam Petit')
  await page.getByLabel('Adresse mail').fill('sam@example.test')
  await page.getByRole('radio', { name: 'Lien à remettre' }).click()
  await page.getByRole('button', { name: 'Créer l’agent' }).click()
  const link = await page.getByLabel('Lien pour choisir un mot de passe').inputValue()
  expect(link).toMatch(new RegExp(`^${base}/mot-de-passe#[\\w-]{43}$`))
  await page.getByRole('button', { name: 'Fermer' }).last().click()
  const { items } = await call(api.agents.list, {})
  expect(items.map(({ name, hasPassword }) => [name, hasPassword])).toContainEqual(['Sam Petit', false])
  expect(sink.to('sam@example.test')).toEqual([])
  expect(complaints).toEqual([])
})
