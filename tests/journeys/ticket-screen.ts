import { availableParallelism, loadavg } from 'node:os'
import { performance } from 'node:perf_hooks'
import type { Locator, Page, Response } from 'playwright-core'
import { vi } from 'vitest'

/** The desk's tickets as somebody at a screen finds them, and what the hands do there. */

export const callForm = (page: Page) => page.getByRole('dialog', { name: 'Nouvel appel' })
export const rowOf = (page: Page, title: string) => page.getByRole('listitem').getByRole('link', { name: title })
export const facts = (page: Page) => page.getByRole('complementary', { name: 'Propriétés' })
export const story = (page: Page) => page.getByRole('region', { name: 'Fil du ticket' })
export const title = (page: Page) => page.getByRole('article').getByRole('heading', { level: 1 })
export const status = (page: Page, name: string) =>
  page.locator('header', { hasText: /^T-\d+\s·/ }).getByText(name, { exact: true })

/** Shows a ticket on a screen. */
export async function openTicket(page: Page, { number }: { number: number }): Promise<void> {
  await page.goto(`/tickets/${number}`)
  await title(page).waitFor()
}

/** Milliseconds from an act on one screen until the last of the others shows what it changed; none is reloaded. */
export async function delayUntil(act: () => Promise<unknown>, seen: Locator[]): Promise<number> {
  const start = performance.now()
  await Promise.all([act(), ...seen.map((place) => place.first().waitFor())])
  return performance.now() - start
}

/**
 * Milliseconds from the server's answer to what somebody does until the last of the others' screens shows it; none is
 * reloaded. @param write the end of the address to which the act writes
 */
export async function delayAfterAnswer(
  page: Page,
  write: string,
  act: () => Promise<unknown>,
  seen: Locator[],
): Promise<number> {
  const isIt = (answer: Response) => answer.request().method() !== 'GET' && answer.url().endsWith(write)
  const answered = page.waitForResponse(isIt).then(() => performance.now())
  // Asked for again and again: a tab that is out of view paints once a second.
  const shown = seen.map((place) => vi.waitUntil(() => place.count(), { timeout: 15_000, interval: 20 }))
  await Promise.all([act(), ...shown])
  return Math.max(0, performance.now() - (await answered))
}

/** A second, in milliseconds; longer on a machine that has more to do than hands, where everything is late alike. */
export const aSecond = () => 1_000 * Math.max(1, (loadavg()[0] ?? 0) / availableParallelism())

/** Leaves it once it is empty, what was written being sent: the keys are the ticket's again. */
export async function leaveComposer(page: Page) {
  const composer = page.getByRole('region', { name: 'Écrire une étape' })
  await composer.getByRole('button', { name: 'Envoyer', disabled: true }).waitFor()
  await page.keyboard.press('Escape')
  await composer.locator(':focus').waitFor({ state: 'detached' })
}

/** Opens a property and types what it is to be; Enter is left to the caller. */
export async function typeFact(page: Page, label: string, words: string) {
  await facts(page)
    .getByRole('button', { name: new RegExp(`^${label}`) })
    .click()
  await typeChoice(page, label, words)
}

export async function typeChoice(page: Page, label: string, words: string) {
  await page
    .locator(':focus')
    .and(page.getByRole('combobox', { name: label }))
    .waitFor()
  await page.keyboard.type(words)
}

/** Opens the title and types another; Enter is left to the caller. */
export async function beginTitle(page: Page, words: string) {
  await title(page).getByRole('button').click()
  await page.getByRole('textbox', { name: 'Libellé' }).fill(words)
}

/** Returns the server's answer to a request from somebody's browser; its unbreakable spaces are read as spaces. */
export async function answerTo(page: Page, method: string, path: string, body: unknown) {
  const answer = await page.request.fetch(path, { method, data: body })
  const { code, message } = (await answer.json()) as { code?: string; message?: string }
  return { status: answer.status(), code, message: message?.replace(/\s/g, ' ') }
}
