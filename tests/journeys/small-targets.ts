import type { Page } from 'playwright-core'

/**
 * Lists what a pointer has to hit within less than 24 px, links inside a sentence aside (WCAG 2.5.8). The area that reacts
 * is measured, by what lies eleven pixels from the middle on each side (rounding takes one): labels and areas drawn larger count.
 */
export const smallTargets = (page: Page): Promise<string[]> =>
  page.evaluate(`(() => {
    const all = document.querySelectorAll('a[href], button, input, select, textarea, summary, [role=button], [role=tab], [role=menuitem], [role=option], [role=radio], [role=checkbox]')
    const inSentence = (one) =>
      getComputedStyle(one).display === 'inline' && [...one.parentElement.childNodes].some((node) => node.nodeType === 3 && node.data.trim())
    const isHit = (one, x, y) => {
      const hit = document.elementFromPoint(x, y)
      const label = one.labels?.[0] ?? one.closest('label')
      return hit !== null && (one.contains(hit) || hit.contains(one) && hit.matches('label') || label?.contains(hit))
    }
    return [...all]
      .filter((one) => one.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && !one.disabled && one.tabIndex >= -1)
      .filter((one) => one.getBoundingClientRect().width > 1 && !inSentence(one))
      .filter((one) => {
        one.scrollIntoView({ block: 'center', inline: 'center' })
        const { left, top, width, height } = one.getBoundingClientRect()
        const [x, y] = [left + width / 2, top + height / 2]
        if (!isHit(one, x, y)) return false
        return ![[-11, 0], [11, 0], [0, -11], [0, 11]].every(([across, down]) => isHit(one, x + across, y + down))
      })
      .map((one) => \`\${Math.round(one.getBoundingClientRect().width)}×\${Math.round(one.getBoundingClientRect().height)} \${one.outerHTML.slice(0, 140)}\`)
  })()`)
