import atRoot from '../ui/tokens.css?inline'

/** Resets what our text would inherit from a page, and the outline that themes draw around what holds the focus. */
const reset = `:host { font: 400 16px/24px serif; font-family: var(--font, inherit); letter-spacing: 0; word-spacing: 0;
  text-transform: none; text-align: start; text-indent: 0; text-shadow: none; white-space: normal; hyphens: manual;
  outline: none !important }`

/**
 * The colours and measures, on an element as on the desk's root: its `data-theme` chooses the light or the dark ones. Its
 * font is that of the page, unless `--font` says otherwise.
 */
export const themeTokens =
  atRoot
    .replaceAll(/:root(\[[^\]]+\])?/g, (_, theme = '') => (theme ? `:host(${theme})` : ':host'))
    .replace(/--font:[^;]+;/, '') + reset

/**
 * Gives an element in somebody else's page the theme of that page: by what it says of colour schemes, else by the colour
 * behind it. `data-theme` comes first: `light`, `dark`, or `auto` for the device's own.
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
