import type { FastifyInstance } from 'fastify'

/** What pages of other origins may read: what our elements call, and their own files. */
const prefixes = ['/api/portal/', '/api/forms/', '/api/count', '/elements/']

const isOpen = (url: string) => prefixes.some((prefix) => url.startsWith(prefix))

/** Any origin, and therefore no credentials: with these headers a browser gives a page nothing that a cookie opened. */
const readable = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'etag, retry-after, idempotency-replayed',
  'cross-origin-resource-policy': 'cross-origin',
}
const askable = {
  ...readable,
  'access-control-allow-methods': 'GET, HEAD, POST, PUT, PATCH, DELETE',
  'access-control-allow-headers': 'authorization, content-type, accept-language, idempotency-key, last-event-id, range',
  'access-control-max-age': '7200',
}

/** For an answer that is written by hand. */
export const crossOriginHeaders = (url: string) => (isOpen(url) ? readable : {})

/** Our elements stand in pages of other origins, which ask first whether they may. */
export function openToOtherOrigins(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    if (request.method !== 'OPTIONS' || !isOpen(request.url)) return
    return reply.code(204).headers(askable).send()
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
