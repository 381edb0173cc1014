/** Names of screens in the hash of a website's page, by route. */
const screens: Record<string, string> = { '/nouveau': 'nouveau', '/compte': 'compte' }

/** Returns the hash of a route in a website's page: `#guichet=T-1043`, or nothing for the list. */
export function pathToHash(path: string): string {
  const ticket = /^\/tickets\/([\w-]+)$/.exec(path)?.[1]
  const name = ticket ? (/^\d+$/.test(ticket) ? `T-${ticket}` : ticket) : screens[path]
  return name ? `#guichet=${name}` : ''
}

/** Returns the route of a hash in a website's page, by default the list. */
export function hashToPath(hash: string): string {
  const name = /^#guichet=([\w-]+)$/.exec(hash)?.[1]
  if (!name) return '/'
  const screen = Object.keys(screens).find((path) => screens[path] === name)
  return screen ?? `/tickets/${name.replace(/^T-(?=\d+$)/i, '')}`
}
