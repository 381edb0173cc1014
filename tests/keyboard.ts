import type { Page } from 'playwright-core'

/** Hands on the keyboard: text is typed as people type, and every other key is counted (Ctrl+Enter is two). */
export function keyboardOf(page: Page) {
  let presses = 0
  return {
    presses: () => presses,
    async press(key: string) {
      presses += key.split('+').length
      await page.keyboard.press(key)
    },
    type: (text: string) => page.keyboard.type(text, { delay: 60 }),
  }
}
