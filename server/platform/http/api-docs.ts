import swaggerUi from '@fastify/swagger-ui'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Agent } from '../../actors.ts'
import { AppError } from '../app-error.ts'
import type { Sessions } from '../sessions.ts'

/** Serves the API description as a page and as JSON: to agents, or to everyone while `isPublic` returns true. */
export async function serveApiDocs(
  app: FastifyInstance,
  sessions: Sessions<Agent>,
  isPublic: () => Promise<boolean>,
): Promise<void> {
  async function refuseOutsiders({ headers: { cookie, authorization } }: FastifyRequest) {
    if (await sessions.resolve({ cookie, authorization })) return
    if (!(await isPublic())) throw new AppError('unauthenticated')
  }
  await app.register(async (documents) => {
    documents.addHook('onRequest', refuseOutsiders)
    documents.get('/api/openapi.json', { schema: { hide: true } }, async () => app.swagger())
    await documents.register(swaggerUi, { routePrefix: '/api/docs', staticCSP: true })
  })
}
