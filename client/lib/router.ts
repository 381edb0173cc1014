import { signal } from '@preact/signals'
import { host } from './host.ts'

const root = '/portail'
const pathIn = (pathname: string) => pathname.slice(root.length).replace(/\/+$/, '') || '/'
const read = () => ({ path: pathIn(location.pathname), hash: location.hash })

/** Where one is, below /portail. In the page of a website it is known here alone: its address is its own. */
export const at = signal(host.isOwn ? read() : { path: '/', hash: '' })
if (host.isOwn)
  for (const moved of ['popstate', 'hashchange'])
    window.addEventListener(moved, () => {
      at.value = read()
    })

/** The address of a place below /portail, for a link. */
export const hrefOf = (path: string) => `${host.server}${root}${path === '/' ? '/' : path}`

export function go(path: string, how: 'push' | 'replace' = 'push') {
  if (!host.isOwn) {
    at.value = { path, hash: '' }
    return
  }
  history[how === 'push' ? 'pushState' : 'replaceState'](null, '', hrefOf(path))
  at.value = read()
}

/** Returns what follows `name=` in the hash of the address, which never reaches a server. */
export const secretOf = (name: 'jeton' | 'pour' | 'lien' | 'confirmation' | 'mails' | 'avis' | 'note' | 'contester') =>
  new URLSearchParams(at.value.hash.slice(1)).get(name)

/** To be called with each click: links of the page turn it without loading it again. */
export function follow(event: MouseEvent) {
  const link = event.composedPath().find((element) => element instanceof HTMLAnchorElement)
  const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.defaultPrevented
  if (!link || !plain || link.target || link.hasAttribute('download')) return
  if (link.origin !== (host.server || location.origin) || !link.pathname.startsWith(root)) return
  event.preventDefault()
  go(pathIn(link.pathname))
}

const secrets = ['jeton', 'lien', 'confirmation', 'mails', 'avis', 'contester'] as const

/** Tells whether the address carries a secret that has a screen of its own. */
export const hasSecret = () => secrets.some((name) => secretOf(name) !== null)

/** Returns the ticket in the address, by id or by number, or null. */
export const ticketKey = () => /^\/tickets\/([\w-]+)$/.exec(at.value.path)?.[1] ?? null

/** Tells whether a pass names this contact, as far as the page can know. */
export const namesReader = (pass: string | null, contactId: string | undefined) =>
  pass !== null && contactId !== undefined && pass.startsWith(`${contactId}.`)
