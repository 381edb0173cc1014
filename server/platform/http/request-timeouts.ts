import type { FastifyInstance } from 'fastify'

/** For a whole request to arrive, its body included: nobody holds a connection by sending a byte now and then. */
const usualMs = 60_000
/** 25 MB over a telephone line of the countryside. */
export const fileMs = 15 * 60_000

/** Gives up requests that take too long to arrive; a route that takes files in says `patienceMs` in its config. */
export function limitPatience(app: FastifyInstance): void {
  app.server.headersTimeout = usualMs
  app.server.requestTimeout = fileMs
  app.addHook('onRequest', async (request, reply) => {
    if (request.method === 'GET' || request.method === 'HEAD') return
    const giveUp = () => {
      if (!request.raw.complete) request.raw.destroy()
    }
    const timer = setTimeout(giveUp, request.routeOptions.config.patienceMs ?? usualMs).unref()
    reply.raw.once('close', () => clearTimeout(timer))
  })
}

declare module 'fastify' {
  interface FastifyContextConfig {
    patienceMs?: number
  }
}
