import { signal } from '@preact/signals'
import { type PortalSecrets, portalRoot, ticketKeyIn, ticketPath } from '../../contract/rules/page-addresses.ts'
import { placeInWebsite, websiteHashOf, websiteHashStart } from '../../contract/rules/website-hash.ts'
import { host } from './host.ts'

const pathIn = (pathname: string) => pathname.slice(portalRoot.length).replace(/\/+$/, '') || '/'
const read = () =>
  host.isOwn
    ? { path: pathIn(location.pathname), hash: location.hash }
    : { path: placeInWebsite(location.hash), hash: '' }

/** Where one is, below /portail. In the page of a website it stands after `#guichet=`. */
export const at = signal(read())
for (const moved of ['popstate', 'hashchange'])
  window.addEventListener(moved, () => {
    at.value = read()
  })

/** Returns the address of a place, for a link. */
export const hrefOf = (path: string) =>
  host.isOwn ? portalRoot + path : `${location.pathname}${location.search}${websiteHashOf(path)}`

export function go(path: string, how: 'push' | 'replace' = 'push') {
  // What the page around keeps with its own address stays there.
  const state = host.isOwn ? null : history.state
  history[how === 'push' ? 'pushState' : 'replaceState'](state, '', hrefOf(path))
  at.value = read()
}

/** Returns what follows `name=` in the hash of the address, which never reaches a server. */
export const secretOf = (name: keyof PortalSecrets) => new URLSearchParams(at.value.hash.slice(1)).get(name)

/** To be called with each click: links of the page turn it without loading it again. */
export function follow(event: MouseEvent) {
  const link = event.composedPath().find((element) => element instanceof HTMLAnchorElement)
  const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.defaultPrevented
  if (!link || !plain || link.target || link.hasAttribute('download') || link.origin !== location.origin) return
  if (host.isOwn ? !link.pathname.startsWith(portalRoot) : !isInPage(link)) return
  event.preventDefault()
  go(host.isOwn ? pathIn(link.pathname) : placeInWebsite(link.hash))
}

/** Tells whether a link of a website's page names a place of ours in it. */
const isInPage = ({ pathname, search, hash }: HTMLAnchorElement) =>
  pathname === location.pathname && search === location.search && (hash === '' || hash.startsWith(websiteHashStart))

/** Returns the place of a ticket: by its number where people read the address, by its id where links are mailed. */
export const placeOf = ({ id, number }: { id: string; number: number }) => ticketPath(host.isOwn ? id : number)

const secrets = ['jeton', 'lien', 'confirmation', 'mails', 'avis', 'contester'] as const

/** Tells whether the address carries a secret that has a screen of its own. */
export const hasSecret = () => secrets.some((name) => secretOf(name) !== null)

/** Returns the ticket in the address, by id or by number, or null. */
export const ticketKey = () => ticketKeyIn(at.value.path)

/** Tells whether a pass names this contact, as far as the page can know. */
export const namesReader = (pass: string | null, contactId: string | undefined) =>
  pass !== null && contactId !== undefined && pass.startsWith(`${contactId}.`)
