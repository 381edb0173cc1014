import { portalPaths, ticketKeyIn, ticketPath } from './page-addresses.ts'

/** Start of what the address of a website's page ends with for a place of the client's page. */
export const websiteHashStart = '#guichet='

/** Screens that stand there under their own names. */
const screens: readonly string[] = [portalPaths.create, portalPaths.account]

/** Returns what the address of a website's page ends with for a place: `#guichet=T-1043`; nothing for the list. */
export function pathToHash(path: string): string {
  const ticket = ticketKeyIn(path)
  if (ticket) return `${websiteHashStart}${/^\d+$/.test(ticket) ? 'T-' : ''}${ticket}`
  return screens.includes(path) ? `${websiteHashStart}${path.slice(1)}` : ''
}

/** Returns the place that the address of a website's page names: the list for any other. */
export function hashToPath(hash: string): string {
  const name = /^#guichet=([\w-]+)$/.exec(hash)?.[1]
  if (!name) return portalPaths.list
  return screens.includes(`/${name}`) ? `/${name}` : ticketPath(name.replace(/^T-(?=\d+$)/i, ''))
}
