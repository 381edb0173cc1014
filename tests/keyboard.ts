import type { Page } from 'playwright-core'

/** Returns a keyboard that types text as people do, and counts every other key (Ctrl+Enter is two). */
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
