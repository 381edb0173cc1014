import { signal } from '@preact/signals'

const root = '/portail'
const read = () => ({ path: location.pathname.slice(root.length).replace(/\/+$/, '') || '/', hash: location.hash })

/** Where one is, below /portail. */
export const at = signal(read())
window.addEventListener('popstate', () => {
  at.value = read()
})
window.addEventListener('hashchange', () => {
  at.value = read()
})

/** The address of a place below /portail, for a link. */
export const hrefOf = (path: string) => `${root}${path === '/' ? '/' : path}`

export function go(path: string, how: 'push' | 'replace' = 'push') {
  history[how === 'push' ? 'pushState' : 'replaceState'](null, '', hrefOf(path))
  at.value = read()
}

/** What follows `#name=` in the address: it never reaches a server. */
export const secretOf = (name: 'jeton' | 'pour') => new URLSearchParams(at.value.hash.slice(1)).get(name)

/** To be called with each click: links of the page turn it without loading it again. */
export function follow(event: MouseEvent) {
  const link = event.composedPath().find((element) => element instanceof HTMLAnchorElement)
  const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.defaultPrevented
  if (!link || !plain || link.target || link.hasAttribute('download')) return
  if (link.origin !== location.origin || !link.pathname.startsWith(root)) return
  event.preventDefault()
  go(link.pathname.slice(root.length).replace(/\/+$/, '') || '/')
}
