import type { FastifyInstance } from 'fastify'

/** Paths that pages of other origins may read: the requests of our elements, and their files. */
const prefixes = ['/api/portal/', '/api/forms/', '/api/count', '/elements/']

const isOpen = (url: string) => prefixes.some((prefix) => url.startsWith(prefix))

/** Headers that allow any origin but no credentials, so that a page cannot read what a cookie gives access to. */
const readable = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'etag, retry-after, idempotency-replayed',
  'cross-origin-resource-policy': 'cross-origin',
}
const preflight = {
  ...readable,
  'access-control-allow-methods': 'GET, HEAD, POST, PUT, PATCH, DELETE',
  'access-control-allow-headers': 'authorization, content-type, accept-language, idempotency-key, last-event-id, range',
  'access-control-max-age': '7200',
}

/** Returns the headers for a response that bypasses the hooks. */
export const crossOriginHeaders = (url: string) => (isOpen(url) ? readable : {})

/** Allows cross-origin requests to those paths, including preflight requests. */
export function allowOtherOrigins(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    if (request.method !== 'OPTIONS' || !isOpen(request.url)) return
    return reply.code(204).headers(preflight).send()
  })
  app.addHook('onSend', async (request, reply) => {
    if (isOpen(request.url)) reply.headers(readable)
  })
}

declare module 'fastify' {
  interface FastifyContextConfig {
    anyOrigin?: boolean
  }
}
