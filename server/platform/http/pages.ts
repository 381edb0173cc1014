import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { wordRefusal } from './refusals.ts'

const built = new URL('../../../dist/web/', import.meta.url)

/**
 * The desk, when it is built: files named by content are kept for a year; any page of the application is its one HTML
 * file. Every other unknown address is not_found.
 */
export async function servePages(app: FastifyInstance): Promise<void> {
  const hasPages = existsSync(new URL('index.html', built))
  if (hasPages) await serveFiles(app)
  app.setNotFoundHandler((request, reply) => {
    const isPage = (request.method === 'GET' || request.method === 'HEAD') && !request.url.startsWith('/api/')
    if (hasPages && isPage && request.headers.accept?.includes('text/html')) return reply.sendFile('index.html')
    return reply.code(404).send(wordRefusal({ code: 'not_found' }, request))
  })
}

async function serveFiles(app: FastifyInstance) {
  await app.register(fastifyStatic, {
    root: fileURLToPath(built),
    preCompressed: true,
    cacheControl: false,
    setHeaders: (reply, path) => {
      const named = path.includes('/assets/')
      reply.header('cache-control', named ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
}
