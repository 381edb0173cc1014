/** Names of the screens in the address of a website's page, by their paths on our own page. */
const screens: Record<string, string> = { '/nouveau': 'nouveau', '/compte': 'compte' }

/** Returns what the address of a website's page ends with for a place: `#guichet=T-1043`; nothing for the list. */
export function pathToHash(path: string): string {
  const ticket = /^\/tickets\/([\w-]+)$/.exec(path)?.[1]
  const name = ticket ? (/^\d+$/.test(ticket) ? `T-${ticket}` : ticket) : screens[path]
  return name ? `#guichet=${name}` : ''
}

/** Returns the place that the address of a website's page names: the list for any other. */
export function hashToPath(hash: string): string {
  const name = /^#guichet=([\w-]+)$/.exec(hash)?.[1]
  if (!name) return '/'
  const screen = Object.keys(screens).find((path) => screens[path] === name)
  return screen ?? `/tickets/${name.replace(/^T-(?=\d+$)/i, '')}`
}
