import type { FastifyInstance } from 'fastify'

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

/** Allows cross-origin requests to some paths, including preflight requests. */
export function allowOtherOrigins(app: FastifyInstance, prefixes: readonly string[]): void {
  const isOpen = (url: string) => prefixes.some((prefix) => url.startsWith(prefix))
  app.decorate('crossOriginHeaders', (url: string) => (isOpen(url) ? readable : {}))
  app.addHook('onRequest', async (request, reply) => {
    if (request.method !== 'OPTIONS' || !isOpen(request.url)) return
    return reply.code(204).headers(preflight).send()
  })
  app.addHook('onSend', async (request, reply) => {
    if (isOpen(request.url)) reply.headers(readable)
  })
}

declare module 'fastify' {
  interface FastifyInstance {
    /** Returns the headers for a response that bypasses the hooks. */
    crossOriginHeaders: (url: string) => Record<string, string>
  }
  interface FastifyContextConfig {
    anyOrigin?: boolean
  }
}
