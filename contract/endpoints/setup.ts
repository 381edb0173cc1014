import type { setup as routes } from '../people.ts'
import type { Endpoints } from '../route.ts'

/** Methods and paths, which the routes spread. */
export const setupEndpoints = { show: { method: 'GET', path: '/api/setup' } } as const

/** The same endpoints for callers, with the schemas of their routes in the type. */
export const setup: Endpoints<typeof routes, keyof typeof setupEndpoints> = setupEndpoints
