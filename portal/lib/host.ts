import type { PortalMe, PortalTicket, PortalTimeline } from '../../contract/portal.ts'

const isOwn = import.meta.env.MODE !== 'elements'

/**
 * Page that contains the element: our own page, with its cookie and addresses; or a page of a website, without a cookie
 * and with an address, title and language that are not ours. Each has its own build.
 */
export const host = {
  isOwn,
  /** Origin of Guichet: that of this script unless the element sets another. Empty on our own page. */
  server: isOwn ? '' : new URL(import.meta.url).origin,
  /** URL of the website's token endpoint, if any. */
  tokenUrl: null as string | null,
  /** Set at the desk, where an agent sees a client's page of one ticket, read only. */
  preview: null as TicketPreview | null,
}

/** Ticket as a client sees it, and where the agent reads its files and older history. */
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
