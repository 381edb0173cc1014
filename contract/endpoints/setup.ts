import type { setup as routes } from '../people.ts'
import type { Endpoints } from '../route.ts'

export const setupEndpoints = { show: { method: 'GET', path: '/api/setup' } } as const

export const setup: Endpoints<typeof routes, keyof typeof setupEndpoints> = setupEndpoints
