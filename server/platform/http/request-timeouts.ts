import type { FastifyInstance } from 'fastify'

/** Timeout for a whole request to arrive, which ends connections that are held open by sending slowly. */
const requestTimeoutMs = 60_000
/** Timeout for an upload: 25 MB over a slow mobile connection. */
export const uploadTimeoutMs = 15 * 60_000

/** Sets timeouts for requests to arrive. A route for uploads sets a longer `timeoutMs` in its config. */
export function setRequestTimeouts(app: FastifyInstance): void {
  app.server.headersTimeout = requestTimeoutMs
  app.server.requestTimeout = uploadTimeoutMs
  app.addHook('onRequest', async (request, reply) => {
    if (request.method === 'GET' || request.method === 'HEAD') return
    const giveUp = () => {
      if (!request.raw.complete) request.raw.destroy()
    }
    const timer = setTimeout(giveUp, request.routeOptions.config.timeoutMs ?? requestTimeoutMs).unref()
    reply.raw.once('close', () => clearTimeout(timer))
  })
}

declare module 'fastify' {
  interface FastifyContextConfig {
    timeoutMs?: number
  }
}
