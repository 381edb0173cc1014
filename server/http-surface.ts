import { portalRoot } from '../contract/rules/page-addresses.ts'
import { root } from './platform/root.ts'

/** Single-page applications with their URL prefixes. */
export const pages = [
  { prefix: `${portalRoot}/`, built: new URL('dist/portal/', root) },
  { prefix: '/', built: new URL('dist/desk/', root) },
] as const

/** Scripts for pages of other origins, at stable URLs. */
export const elements = { prefix: '/elements/', built: new URL('dist/elements/', root) } as const

/** Paths that pages of other origins may read: the requests of our elements, and their files. */
export const crossOriginPaths = ['/api/portal/', '/api/forms/', '/api/count', elements.prefix]

/** Writes that stay allowed on a full disk: signing in and out, to be able to investigate. */
export const allowedOnFullDisk = /^\/api\/(portal\/)?session/

/** Title and credentials in the description of the API. */
export const apiDescription = {
  title: 'Guichet',
  description: 'The ticketing desk’s API',
  securitySchemes: {
    session: { type: 'apiKey', in: 'cookie', name: 'guichet.session_token' },
    client: { type: 'apiKey', in: 'cookie', name: 'guichet_portal' },
    bearer: { type: 'http', scheme: 'bearer' },
  },
} as const
