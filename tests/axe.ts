import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const source = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

const movesEnded = `Promise.allSettled(document.getAnimations()
  .filter(({ effect }) => effect.getComputedTiming().endTime !== Infinity)
  .map(({ finished }) => finished))`

type Violation = { id: string; nodes: { html: string }[] }

/**
 * Lists axe's findings on the page once all that moves has arrived, one line each: WCAG 2.1 A and AA, and good practice.
 * Elements that fade in do not have their colours yet.
 */
export async function axeFindings(page: Page): Promise<string[]> {
  const found = await runAxe(page)
  // A row may have arrived meanwhile: only repeated findings count.
  return found.length === 0 ? found : runAxe(page)
}

async function runAxe(page: Page): Promise<string[]> {
  await page.evaluate(movesEnded)
  // Evaluated by the debugger, to which the page's security policy does not apply.
  if (!(await page.evaluate("'axe' in window"))) await page.evaluate(source)
  // `region` is off: what floats lies outside the landmarks by nature.
  const violations = await page.evaluate<Violation[]>(`axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'],
    rules: { region: { enabled: false } },
    resultTypes: ['violations'],
  }).then((found) => found.violations)`)
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`)
}
