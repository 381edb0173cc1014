import type { byMail as routes } from '../by-mail.ts'
import type { Endpoints } from '../route.ts'

/** Methods and paths, which the routes spread. */
export const byMailEndpoints = {
  rate: { method: 'PUT', path: '/api/portal/by-mail/:id/rating' },
  contest: { method: 'POST', path: '/api/portal/by-mail/:id/contest' },
  stop: { method: 'POST', path: '/api/portal/mails/stop/:pass' },
} as const

/** The same endpoints for callers, with the schemas of their routes in the type. */
export const byMail: Endpoints<typeof routes, keyof typeof byMailEndpoints> = byMailEndpoints
