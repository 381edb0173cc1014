import atRoot from '../ui/tokens.css?inline'

/** Resets styles inherited from the surrounding page, and focus outlines of its theme. */
const reset = `:host { font: 400 16px/24px serif; font-family: var(--font, inherit); letter-spacing: 0; word-spacing: 0;
  text-transform: none; text-align: start; text-indent: 0; text-shadow: none; white-space: normal; hyphens: manual;
  outline: none !important }`

/**
 * Design tokens for an element. `data-theme` selects light or dark ones. The font is the page's unless `--font` is set.
 */
export const themeTokens =
  atRoot
    .replaceAll(/:root(\[[^\]]+\])?/g, (_, theme = '') => (theme ? `:host(${theme})` : ':host'))
    .replace(/--font:[^;]+;/, '') + reset

/**
 * Applies the theme of the surrounding page to an element: its declared colour scheme, else the background colour.
 * `data-theme` takes precedence: `light`, `dark`, or `auto` for the device's setting.
 */
export function applyPageTheme(element: HTMLElement) {
  if (element.hasAttribute('data-theme')) return
  const meta = document.querySelector<HTMLMetaElement>('meta[name="color-scheme"]')?.content ?? ''
  const around = getComputedStyle(element.parentElement ?? document.documentElement).colorScheme
  const schemes = `${around} ${meta}`
  const isDark = /\bdark\b/.test(schemes)
  const theme = isDark && /\blight\b/.test(schemes) ? 'auto' : isDark || isOnDark(element) ? 'dark' : 'light'
  element.setAttribute('data-theme', theme)
}

/** Tells whether the first background behind an element that can be seen is dark. */
function isOnDark({ parentElement }: Element): boolean {
  if (!parentElement) return false
  const colour = getComputedStyle(parentElement).backgroundColor
  const [first = 0, second = 0, third = 0, alpha = 1] = (colour.match(/[\d.]+/g) ?? []).map(Number)
  if (alpha < 0.5) return isOnDark(parentElement)
  // Lightness comes first in lab() and oklch(); rgb() and color() have three channels.
  if (!/^(rgb|color)/.test(colour)) return first < (first > 1 ? 50 : 0.5)
  return (0.3 * first + 0.59 * second + 0.11 * third) / (colour[0] === 'r' ? 255 : 1) < 0.45
}
