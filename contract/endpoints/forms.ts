import type { forms as routes } from '../forms.ts'
import type { Endpoints } from '../route.ts'

/** Methods and paths, which the routes spread. */
export const formEndpoints = {
  read: { method: 'GET', path: '/api/forms/:id' },
  challenge: { method: 'POST', path: '/api/forms/:id/challenges' },
  pass: { method: 'POST', path: '/api/forms/:id/passes' },
  upload: { method: 'POST', path: '/api/forms/:id/files' },
  submit: { method: 'POST', path: '/api/forms/:id/submissions' },
  submitAsClient: { method: 'POST', path: '/api/portal/forms/:id/submissions' },
} as const

/** The same endpoints for callers, with the schemas of their routes in the type. */
export const forms: Endpoints<typeof routes, keyof typeof formEndpoints> = formEndpoints
