import type { PortalMe, PortalTicket, PortalTimeline } from '../../contract/portal.ts'

const isOwn = import.meta.env.MODE !== 'elements'

/**
 * Where the element stands: on our own page, with its cookie and its addresses; or in a page of a website, whose
 * address, title and language are not ours, and where no cookie goes. Each has a build of its own.
 */
export const host = {
  isOwn,
  /** Origin of Guichet: where this script came from, unless the element says otherwise. Empty on our own page. */
  server: isOwn ? '' : new URL(import.meta.url).origin,
  /** Where the website says who is signed in there; null when it does not. */
  tokenUrl: null as string | null,
  /** Set at the desk, where an agent looks at a client's page of one ticket without acting. */
  preview: null as TicketPreview | null,
}

/** A ticket as a client sees it, and where the agent who looks at it reads its files and its older history. */
export type TicketPreview = {
  reader: PortalMe
  ticket: PortalTicket
  readOlder: (before: string) => Promise<PortalTimeline>
  pictureAddress: (id: string, size: 'small' | 'large') => string
  fileAddress: (id: string) => string
}

/** Reads the attributes that the surrounding page gives the element. */
export function readAttributes(element: HTMLElement) {
  if (isOwn) return
  const server = element.getAttribute('server')
  if (server) host.server = new URL(server, document.baseURI).origin
  host.tokenUrl = element.getAttribute('token-url')
}
