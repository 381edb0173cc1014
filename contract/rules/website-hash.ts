import { portalPaths, ticketKeyIn, ticketPath } from './page-addresses.ts'

/** Start of the fragment that names a place of the portal in the address of a website's page. */
export const websiteHashStart = '#guichet='

/** Screens that the fragment calls by their own names. */
const screens: readonly string[] = [portalPaths.create, portalPaths.account]

/** Returns the fragment for a place: `#guichet=T-1043`; empty for the list. */
export function pathToHash(path: string): string {
  const ticket = ticketKeyIn(path)
  if (ticket) return `${websiteHashStart}${/^\d+$/.test(ticket) ? 'T-' : ''}${ticket}`
  return screens.includes(path) ? `${websiteHashStart}${path.slice(1)}` : ''
}

/** Returns the place that a fragment names: the list for any other fragment. */
export function hashToPath(hash: string): string {
  const name = /^#guichet=([\w-]+)$/.exec(hash)?.[1]
  if (!name) return portalPaths.list
  return screens.includes(`/${name}`) ? `/${name}` : ticketPath(name.replace(/^T-(?=\d+$)/i, ''))
}
