import type { Page } from 'playwright-core'
import { vi } from 'vitest'
import { api } from '../../contract/index.ts'
import { type SmtpSink, textOf } from '../smtp-sink.ts'

/** The client's page as its readers find it, and what their hands do there. */

export const where = (page: Page, words: string) => page.locator('.where').getByText(words, { exact: true })
export const composer = (page: Page) => page.getByLabel('Votre message', { exact: true })
export const picker = (page: Page) => page.getByLabel('Photo ou fichier')
export const send = (page: Page) => page.getByRole('button', { name: 'Envoyer', disabled: false }).click()
export const messages = (page: Page) => page.getByRole('region', { name: 'Messages' })

/** The newest link in somebody's mails that carries a secret of this name. @param after how many mails to leave aside */
export async function mailedLink(sink: SmtpSink, email: string, secret: 'jeton' | 'pour', after = 0): Promise<string> {
  const found = () => {
    const texts = sink.to(email).slice(after).map(textOf).reverse()
    return texts.map((text) => new RegExp(`http://\\S+#${secret}=\\S+`).exec(text)?.[0]).find(Boolean)
  }
  return vi.waitUntil(found, { timeout: 20_000, interval: 100 })
}

/**
 * Gives an address on the sign-in screen, and waits until the page has its answer: only a browser that has it is let in by
 * the mailed link.
 */
export async function askForLink(page: Page, email: string) {
  await page.getByLabel('Adresse mail').fill(email)
  await page.getByRole('button', { name: 'Recevoir un lien' }).click()
  await page.getByRole('heading', { name: 'Regardez vos mails' }).waitFor()
}

/** Signs a client in by a mailed link, without the screens for it, and opens the list of requests. */
export async function enter(page: Page, sink: SmtpSink, email: string) {
  const before = sink.to(email).length
  await page.request.post(api.portal.mailLink.path, { data: { email } })
  const { hash } = new URL(await mailedLink(sink, email, 'jeton', before))
  const token = new URLSearchParams(hash.slice(1)).get('jeton')
  const answer = await page.request.post(api.portal.signIn.path, { data: { token } })
  if (!answer.ok()) throw new Error(`signing in as ${email}: ${answer.status()} ${await answer.text()}`)
  await page.goto('/portail/')
  await page.getByRole('heading', { name: 'Mes demandes' }).waitFor()
}

/** Contests, cancels or reopens; without a reason it is not done. */
export async function decide(page: Page, act: string, reason: string) {
  await page.getByRole('button', { name: act }).click()
  const dialog = page.getByRole('dialog', { name: act })
  await dialog.getByRole('button', { name: act }).click()
  await dialog.getByRole('alert').getByText('Un mot suffit').waitFor()
  await dialog.getByRole('textbox').fill(reason)
  await dialog.getByRole('button', { name: act }).click()
  await dialog.waitFor({ state: 'detached' })
}

/** Lists controls less than 44 px high; links inside a text aside. */
export const smallTargets = (page: Page): Promise<string[]> =>
  page.evaluate(`(() => {
    const all = document.querySelector('guichet-portal').shadowRoot.querySelectorAll('a, button, input, select, textarea')
    return [...all]
      .filter((one) => !one.closest('.rich'))
      .map((one) => (['radio', 'checkbox', 'file'].includes(one.type) ? one.closest('label') : one))
      .filter((one) => one.getClientRects().length > 0 && one.getBoundingClientRect().height < 43.5)
      .map((one) => one.outerHTML.slice(0, 120))
  })()`)
