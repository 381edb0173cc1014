/** Paths of the desk's screens that are linked from mails and from the server's first start. */
export const deskPaths = {
  tickets: '/tickets',
  quarantine: '/quarantaine',
  password: '/mot-de-passe',
  setUp: '/mise-en-route',
} as const

/** Path of a ticket, in the desk by its number, and below the root of the client's page by its id or number. */
export const ticketPath = (key: string | number) => `/tickets/${key}`
/** Returns the ticket that a path names, by id or by number, or null. */
export const ticketKeyIn = (path: string) => /^\/tickets\/([\w-]+)$/.exec(path)?.[1] ?? null

export const passwordPath = (token: string) => `${deskPaths.password}#${token}`
export const setUpPath = (token: string) => `${deskPaths.setUp}?jeton=${token}`

/** Root of the client's page. */
export const portalRoot = '/portail'
/** Paths of its screens, below the root. */
export const portalPaths = { list: '/', create: '/nouveau', account: '/compte', signIn: '/connexion' } as const

/** Values after the # of an address of the client's page: they never reach a server, and opening it does nothing. */
export type PortalSecrets = {
  /** Token of a sign-in link. */
  jeton?: string
  /** Pass, which names the recipient of a mail. */
  pour?: string
  /** Token of a secret link. */
  lien?: string
  /** Token with which a guest confirms an address. */
  confirmation?: string
  /** Pass that stops the mails. */
  mails?: string
  /** Act pass, to rate a resolution or to contest it. */
  avis?: string
  contester?: string
  /** Stars that were chosen in the mail. */
  note?: string
}

/** Returns the address of a screen of the client's page, below the server's. */
export function portalAddress(path: string, secrets: PortalSecrets = {}): string {
  const carried = Object.entries(secrets).map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
  return `${portalRoot}${path}${carried.length > 0 ? '#' : ''}${carried.join('&')}`
}
