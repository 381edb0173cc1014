import { signal } from '@preact/signals'
import { host } from './host.ts'
import { hashToPath, pathToHash } from './page-hash.ts'

const root = '/portail'
const pathIn = (pathname: string) => pathname.slice(root.length).replace(/\/+$/, '') || '/'
const read = () =>
  host.isOwn ? { path: pathIn(location.pathname), hash: location.hash } : { path: hashToPath(location.hash), hash: '' }

/** Where one is, below /portail. In the page of a website it stands after `#guichet=`. */
export const route = signal(read())
for (const moved of ['popstate', 'hashchange'])
  window.addEventListener(moved, () => {
    route.value = read()
  })

/** Returns the address of a place, for a link. */
export const toHref = (path: string) =>
  host.isOwn ? `${root}${path === '/' ? '/' : path}` : `${location.pathname}${location.search}${pathToHash(path)}`

export function navigate(path: string, how: 'push' | 'replace' = 'push') {
  // What the page around keeps with its own address stays there.
  const state = host.isOwn ? null : history.state
  history[how === 'push' ? 'pushState' : 'replaceState'](state, '', toHref(path))
  route.value = read()
}

/** Returns what follows `name=` in the hash of the address, which never reaches a server. */
export const readHashSecret = (
  name: 'jeton' | 'pour' | 'lien' | 'confirmation' | 'mails' | 'avis' | 'note' | 'contester',
) => new URLSearchParams(route.value.hash.slice(1)).get(name)

/** To be called with each click: links of the page turn it without loading it again. */
export function handleLinkClick(event: MouseEvent) {
  const link = event.composedPath().find((element) => element instanceof HTMLAnchorElement)
  const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.defaultPrevented
  if (!link || !plain || link.target || link.hasAttribute('download') || link.origin !== location.origin) return
  if (host.isOwn ? !link.pathname.startsWith(root) : !isInPage(link)) return
  event.preventDefault()
  navigate(host.isOwn ? pathIn(link.pathname) : hashToPath(link.hash))
}

/** Tells whether a link of a website's page names a place of ours in it. */
const isInPage = ({ pathname, search, hash }: HTMLAnchorElement) =>
  pathname === location.pathname && search === location.search && (hash === '' || hash.startsWith('#guichet='))

/** Returns the place of a ticket: by its number where people read the address, by its id where links are mailed. */
export const ticketPath = ({ id, number }: { id: string; number: number }) => `/tickets/${host.isOwn ? id : number}`

const secrets = ['jeton', 'lien', 'confirmation', 'mails', 'avis', 'contester'] as const

/** Tells whether the address carries a secret that has a screen of its own. */
export const hasHashSecret = () => secrets.some((name) => readHashSecret(name) !== null)

/** Returns the ticket in the address, by id or by number, or null. */
export const readTicketKey = () => /^\/tickets\/([\w-]+)$/.exec(route.value.path)?.[1] ?? null

/** Tells whether a pass names this contact, as far as the page can know. */
export const isPassOf = (pass: string | null, contactId: string | undefined) =>
  pass !== null && contactId !== undefined && pass.startsWith(`${contactId}.`)
