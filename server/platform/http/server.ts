import rateLimit from '@fastify/rate-limit'
import swagger from '@fastify/swagger'
import fastify, { type FastifyInstance, LogController } from 'fastify'
import { jsonSchemaTransform, serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import helmet from 'helmet'
import { type Outages, watchOutages } from '../outages.ts'
import { version } from '../version.ts'
import { allowOtherOrigins } from './cross-origin.ts'
import { handleErrors } from './error-handler.ts'
import { closeAfterLastRequest } from './graceful-close.ts'
import { keepReferencedSchemas } from './openapi.ts'
import { refuseWhenOverloaded } from './overload.ts'
import { setRequestTimeouts } from './request-timeouts.ts'
import { refuseForeignOrigins } from './same-origin.ts'

type SecurityScheme = { type: 'apiKey'; in: 'cookie'; name: string } | { type: 'http'; scheme: string }

export type HttpOptions = {
  /** Prefixes of paths that pages of other origins may read. */
  crossOriginPaths: readonly string[]
  api: { title: string; description: string; securitySchemes: Readonly<Record<string, SecurityScheme>> }
  logLevel: string
  publicUrl: string | undefined
  /** Reverse proxies whose X-Forwarded-* headers are trusted. */
  trustedProxies: string[]
  /** Fails replies that the contract does not describe; for tests only. */
  checkReplies?: boolean
}

const bodyLimit = 2 * 1024 * 1024

/** Opens an HTTP server with its protections but without routes, and the log of outages for its errors. */
export async function openHttp(options: HttpOptions): Promise<{ http: FastifyInstance; outages: Outages }> {
  const app = fastify({
    logger: { level: options.logLevel, redact: ['req.headers.cookie', 'req.headers.authorization'] },
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: options.trustedProxies.length > 0 ? options.trustedProxies : false,
    bodyLimit,
    routerOptions: { maxParamLength: 200 },
    forceCloseConnections: 'idle',
    return503OnClosing: false,
  })
  app.decorateRequest('session', null)
  app.decorateRequest('signedBytes', '')
  app.removeContentTypeParser('text/plain')
  app.setValidatorCompiler(validatorCompiler)
  // Replies are typed by the contract and checked in tests; serialising 50 rows through a schema costs more than
  // reading
  // them.
  app.setSerializerCompiler(options.checkReplies ? serializerCompiler : () => JSON.stringify)
  const outages = watchOutages(app.log)
  handleErrors(app, outages)
  refuseWhenOverloaded(app)
  closeAfterLastRequest(app)
  setRequestTimeouts(app)
  allowOtherOrigins(app, options.crossOriginPaths)
  refuseForeignOrigins(app, options.publicUrl)
  // Built once: the Fastify plugin would build the policy for each request.
  const setHeaders = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        // Scripts set positions and sizes on elements; no <style> is allowed.
        styleSrcAttr: ["'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        manifestSrc: ["'self'"],
        workerSrc: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
        // No script turns strings into markup or code. ProseMirror parses pasted HTML in an inert document.
        requireTrustedTypesFor: ["'script'"],
        trustedTypes: ['ProseMirrorClipboard'],
      },
    },
    strictTransportSecurity: options.publicUrl?.startsWith('https:') ?? false,
    referrerPolicy: { policy: 'no-referrer' },
    crossOriginEmbedderPolicy: false,
  })
  app.addHook('onRequest', (request, reply, done) => setHeaders(request.raw, reply.raw, () => done()))
  await app.register(rateLimit, { global: false })
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: options.api.title, version, description: options.api.description },
      components: { securitySchemes: { ...options.api.securitySchemes } },
      security: [{ session: [] }, { bearer: [] }],
    },
    transform: jsonSchemaTransform,
    transformObject: keepReferencedSchemas,
  })
  return { http: app, outages }
}
