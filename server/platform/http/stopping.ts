import type { FastifyInstance } from 'fastify'

const sweepMs = 50

/**
 * Stopping waits for the requests in hand and for nothing else: browsers keep connections open for a minute after their
 * last request, and open some before their first.
 */
export function stopWithTheLastRequest(app: FastifyInstance): void {
  let inHand = 0
  app.addHook('onRequest', async (_request, reply) => {
    inHand += 1
    reply.raw.once('close', () => {
      inHand -= 1
    })
  })
  app.addHook('preClose', async () => {
    const sweep = setInterval(() => {
      if (inHand === 0) app.server.closeAllConnections()
    }, sweepMs).unref()
    app.server.once('close', () => clearInterval(sweep))
  })
}
