import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { toErrorReply } from './error-handler.ts'

/** Built files, with the prefix of their URLs. */
type BuiltFiles = { prefix: string; built: URL }

/** Requires the built pages. Throws an error for the operator when they were never built. */
export function requireBuiltPages(pages: readonly BuiltFiles[]): void {
  if (pages.every(({ built }) => existsSync(new URL('index.html', built)))) return
  throw new Error('The pages are not built: run "npm run build", or start Guichet by "npm start", which builds them.')
}

/**
 * Serves the built pages. Files named by content are cached for a year; every page URL of an application returns its single
 * HTML file. Other unknown URLs are not_found.
 */
export async function servePages(
  app: FastifyInstance,
  pages: readonly BuiltFiles[],
  elements: BuiltFiles,
): Promise<void> {
  const served = pages.filter(({ built }) => existsSync(new URL('index.html', built)))
  for (const [at, { prefix, built }] of served.entries())
    await app.register(fastifyStatic, {
      root: fileURLToPath(built),
      prefix,
      decorateReply: at === 0,
      preCompressed: true,
      cacheControl: false,
      setHeaders: (reply, path) => {
        const named = path.includes('/assets/')
        reply.header('cache-control', named ? 'public, max-age=31536000, immutable' : 'no-cache')
      },
    })
  if (existsSync(elements.built))
    await app.register(fastifyStatic, {
      root: fileURLToPath(elements.built),
      prefix: elements.prefix,
      decorateReply: served.length === 0,
      preCompressed: true,
      cacheControl: false,
      setHeaders: (reply, path) => {
        const named = path.includes('/assets/')
        reply.header('cache-control', named ? 'public, max-age=31536000, immutable' : 'public, max-age=300')
      },
    })
  app.setNotFoundHandler((request, reply) => {
    const page = isPage(request) ? served.find(({ prefix }) => pathOf(request).startsWith(prefix)) : undefined
    if (page) return reply.sendFile('index.html', fileURLToPath(page.built))
    return reply.code(404).send(toErrorReply({ code: 'not_found' }, request))
  })
}

const pathOf = ({ url }: FastifyRequest) => `${url.split('?')[0]}/`

function isPage({ method, url, headers }: FastifyRequest): boolean {
  const reads = method === 'GET' || method === 'HEAD'
  return reads && !url.startsWith('/api/') && headers.accept?.includes('text/html') === true
}
