import { signal } from '@preact/signals'
import { type PortalSecrets, portalRoot, ticketKeyIn, ticketPath } from '../../contract/rules/page-addresses.ts'
import { hashToPath, pathToHash, websiteHashStart } from '../../contract/rules/website-hash.ts'
import { host } from './host.ts'

const pathIn = (pathname: string) => pathname.slice(portalRoot.length).replace(/\/+$/, '') || '/'
const read = () =>
  host.isOwn ? { path: pathIn(location.pathname), hash: location.hash } : { path: hashToPath(location.hash), hash: '' }

/** Current route below /portail. In a page of a website it follows `#guichet=`. */
export const route = signal(read())
for (const moved of ['popstate', 'hashchange'])
  window.addEventListener(moved, () => {
    route.value = read()
  })

/** Returns the URL of a route, for a link. */
export const toHref = (path: string) =>
  host.isOwn ? portalRoot + path : `${location.pathname}${location.search}${pathToHash(path)}`

export function navigate(path: string, how: 'push' | 'replace' = 'push') {
  // Keep the history state of the surrounding page.
  const state = host.isOwn ? null : history.state
  history[how === 'push' ? 'pushState' : 'replaceState'](state, '', toHref(path))
  route.value = read()
}

/** Returns the value of `name` in the URL’s hash, which never reaches a server. */
export const readHashSecret = (name: keyof PortalSecrets) => new URLSearchParams(route.value.hash.slice(1)).get(name)

/** Click handler: links within the portal navigate without loading a page. */
export function handleLinkClick(event: MouseEvent) {
  const link = event.composedPath().find((element) => element instanceof HTMLAnchorElement)
  const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.defaultPrevented
  if (!link || !plain || link.target || link.hasAttribute('download') || link.origin !== location.origin) return
  if (host.isOwn ? !link.pathname.startsWith(portalRoot) : !isInPage(link)) return
  event.preventDefault()
  navigate(host.isOwn ? pathIn(link.pathname) : hashToPath(link.hash))
}

/** Tells whether a link leads to a route in the same page of a website. */
const isInPage = ({ pathname, search, hash }: HTMLAnchorElement) =>
  pathname === location.pathname && search === location.search && (hash === '' || hash.startsWith(websiteHashStart))

/** Returns the route of a ticket: by number in a website’s page, by id on our own, as in mails. */
export const ticketRoute = ({ id, number }: { id: string; number: number }) => ticketPath(host.isOwn ? id : number)

const secrets = ['jeton', 'lien', 'confirmation', 'mails', 'avis', 'contester'] as const

/** Tells whether the URL contains a secret with its own screen. */
export const hasHashSecret = () => secrets.some((name) => readHashSecret(name) !== null)

/** Returns the id or number of the ticket in the URL, or null. */
export const readTicketKey = () => ticketKeyIn(route.value.path)

/** Tells whether a pass was issued for this contact, unverified. */
export const isPassOf = (pass: string | null, contactId: string | undefined) =>
  pass !== null && contactId !== undefined && pass.startsWith(`${contactId}.`)
