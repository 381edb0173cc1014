import { performance } from 'node:perf_hooks'
import type { Locator, Page } from 'playwright-core'
import { vi } from 'vitest'

/** The desk's tickets as somebody at a screen finds them, and what the hands do there. */

export const callForm = (page: Page) => page.getByRole('dialog', { name: 'Nouvel appel' })
export const rowOf = (page: Page, title: string) => page.getByRole('listitem').getByRole('link', { name: title })
export const facts = (page: Page) => page.getByRole('complementary', { name: 'Propriétés' })
export const story = (page: Page) => page.getByRole('region', { name: 'Histoire du ticket' })
export const title = (page: Page) => page.getByRole('article').getByRole('heading', { level: 1 })
export const status = (page: Page, name: string) =>
  page.locator('header', { hasText: /^T-\d+ ·/ }).getByText(name, { exact: true })

/** Milliseconds from an act on one screen until the last of the others shows what it changed; none is reloaded. */
export async function delayUntil(act: () => Promise<unknown>, seen: Locator[]): Promise<number> {
  const start = performance.now()
  await Promise.all([act(), ...seen.map((place) => place.first().waitFor())])
  return performance.now() - start
}

/**
 * Milliseconds from the answer to the write that an act makes until the last of the places shows what it changed; none is
 * reloaded. Looked for by asking: a tab out of view paints once a second.
 */
export async function delayAfterAnswer(page: Page, act: () => Promise<unknown>, seen: Locator[]): Promise<number> {
  const answered = page
    .waitForResponse((answer) => answer.request().method() !== 'GET' && answer.url().includes('/tickets'))
    .then(() => performance.now())
  await act()
  await Promise.all(seen.map((place) => vi.waitUntil(() => place.count(), { timeout: 10_000, interval: 20 })))
  return performance.now() - (await answered)
}

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

/** What the server answers to a call made from somebody's browser; its unbreakable spaces are read as spaces. */
export async function answerTo(page: Page, method: string, path: string, body: unknown) {
  const answer = await page.request.fetch(path, { method, data: body })
  const { code, message } = (await answer.json()) as { code?: string; message?: string }
  return { status: answer.status(), code, message: message?.replace(/\s/g, ' ') }
}
