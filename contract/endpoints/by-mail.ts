import type { byMail as routes } from '../by-mail.ts'
import type { Endpoints } from '../route.ts'

export const byMailEndpoints = {
  rate: { method: 'PUT', path: '/api/portal/by-mail/:id/rating' },
  contest: { method: 'POST', path: '/api/portal/by-mail/:id/contest' },
  stop: { method: 'POST', path: '/api/portal/mails/stop/:pass' },
} as const

export const byMail: Endpoints<typeof routes, keyof typeof byMailEndpoints> = byMailEndpoints
