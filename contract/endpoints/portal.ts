import type { portal as routes } from '../portal.ts'
import type { Endpoints } from '../route.ts'

/** Methods and paths, which the routes spread. */
export const portalEndpoints = {
  mailLink: { method: 'POST', path: '/api/portal/links' },
  mailLinkAgain: { method: 'POST', path: '/api/portal/links/again' },
  signIn: { method: 'POST', path: '/api/portal/session' },
  signInByCode: { method: 'POST', path: '/api/portal/session/code' },
  exchange: { method: 'POST', path: '/api/portal/session/exchange' },
  follow: { method: 'POST', path: '/api/portal/session/guest' },
  confirmAddress: { method: 'POST', path: '/api/portal/confirmations' },
  askConfirmationAgain: { method: 'POST', path: '/api/portal/confirmations/renewals' },
  askAddress: { method: 'POST', path: '/api/portal/address' },
  me: { method: 'GET', path: '/api/portal/session' },
  changeMe: { method: 'PATCH', path: '/api/portal/session' },
  mails: { method: 'GET', path: '/api/portal/mails' },
  setMails: { method: 'PUT', path: '/api/portal/mails' },
  signOut: { method: 'DELETE', path: '/api/portal/session' },
  sessions: { method: 'GET', path: '/api/portal/sessions' },
  endSession: { method: 'DELETE', path: '/api/portal/sessions/:id' },
  endOtherSessions: { method: 'DELETE', path: '/api/portal/sessions' },
  list: { method: 'GET', path: '/api/portal/tickets' },
  create: { method: 'POST', path: '/api/portal/tickets' },
  show: { method: 'GET', path: '/api/portal/tickets/:key' },
  timeline: { method: 'GET', path: '/api/portal/tickets/:id/timeline' },
  addStep: { method: 'POST', path: '/api/portal/tickets/:id/steps' },
  setStatus: { method: 'PUT', path: '/api/portal/tickets/:id/status' },
  rate: { method: 'PUT', path: '/api/portal/tickets/:id/rating' },
  equipment: { method: 'GET', path: '/api/portal/equipment' },
  projects: { method: 'GET', path: '/api/portal/projects' },
  upload: { method: 'POST', path: '/api/portal/attachments' },
  discard: { method: 'DELETE', path: '/api/portal/attachments/:id' },
  content: { method: 'GET', path: '/api/portal/attachments/:id/content' },
  preview: { method: 'GET', path: '/api/portal/attachments/:id/preview' },
  createLink: { method: 'POST', path: '/api/portal/attachments/:id/links' },
  logo: { method: 'GET', path: '/api/portal/logo' },
  live: { method: 'GET', path: '/api/portal/live' },
} as const

/** The same endpoints for callers, with the schemas of their routes in the type. */
export const portal: Endpoints<typeof routes, keyof typeof portalEndpoints> = portalEndpoints
