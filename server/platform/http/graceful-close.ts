import type { FastifyInstance } from 'fastify'

const sweepMs = 50

/**
 * Closes connections as soon as the requests in progress end: browsers keep idle connections open for a minute, and open
 * some before they need them.
 */
export function closeAfterLastRequest(app: FastifyInstance): void {
  let inProgress = 0
  app.addHook('onRequest', async (_request, reply) => {
    inProgress += 1
    reply.raw.once('close', () => {
      inProgress -= 1
    })
  })
  app.addHook('preClose', async () => {
    const sweep = setInterval(() => {
      if (inProgress === 0) app.server.closeAllConnections()
    }, sweepMs).unref()
    app.server.once('close', () => clearInterval(sweep))
  })
}
