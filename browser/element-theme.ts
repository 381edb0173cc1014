import atRoot from '../ui/tokens.css?inline'

/** The colours and measures, on an element as on the desk's root: its `data-theme` chooses the light or the dark ones. */
export const tokens = atRoot.replaceAll(/:root(\[[^\]]+\])?/g, (_, theme = '') => (theme ? `:host(${theme})` : ':host'))

/**
 * An element in a page of somebody else's is dark where that page can be: most are light whatever the device prefers, and
 * light words on them could not be read. `data-theme` comes first: `light`, `dark`, or `auto` for the device's own.
 */
export function followPage(element: HTMLElement) {
  if (element.hasAttribute('data-theme')) return
  const meta = document.querySelector<HTMLMetaElement>('meta[name="color-scheme"]')?.content ?? ''
  const around = getComputedStyle(element.parentElement ?? document.documentElement).colorScheme
  const schemes = `${around} ${meta}`
  const theme = !/\bdark\b/.test(schemes) ? 'light' : /\blight\b/.test(schemes) ? 'auto' : 'dark'
  element.setAttribute('data-theme', theme)
}
