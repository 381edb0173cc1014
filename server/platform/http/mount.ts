import { createHash } from 'node:crypto'
import { PassThrough, pipeline, Readable } from 'node:stream'
import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify'
import { validatorCompiler } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { ErrorReply } from '../../../contract/errors.ts'
import type { ParsedInput, Route } from '../../../contract/route.ts'
import type { Actor, Agent, Client } from '../../actors.ts'
import { system } from '../../actors.ts'
import { AppError } from '../app-error.ts'
import type { Ctx, Idempotency } from '../context.ts'
import type { Db } from '../database.ts'
import { RateLimitError, type RecordRefusal } from '../refusal-record.ts'
import type { Secrets } from '../secrets.ts'
import { requireConfirmation, type Session, type Sessions } from '../sessions.ts'
import { ReplayError } from '../transact.ts'
import { uploadTimeoutMs } from './request-timeouts.ts'

export type MountContext = {
  app: FastifyInstance
  db: Db
  sessions: Sessions<Agent>
  clients: Sessions<Client>
  recordRefusal: RecordRefusal
  wakeDispatcher: () => void
  secrets: Secrets
  /**
   * Reads the record that a change answers with, for a repeated request: rights may have changed since the first one.
   * Throws not_found for a record that the actor no longer sees.
   */
  readAgain?: (ctx: Ctx, id: string) => Promise<unknown>
}

/** Raw HTTP for the few handlers that need cookies or streams. */
export type Http = { request: FastifyRequest; reply: FastifyReply; session: Session | null }

type ActorOf<T extends Route> = T['access'] extends { public: string }
  ? Actor
  : T['access'] extends 'client'
    ? Client
    : Agent
/** Parsed input of a route. Files in bodies and replies are streams. */
type RouteInput<T extends Route> = T['body'] extends z.ZodFile
  ? Omit<ParsedInput<T>, 'body'> & { body: Readable }
  : ParsedInput<T>
type RouteReply<T extends Route> = T['reply'] extends z.ZodFile ? Readable : z.input<T['reply']> | undefined
type Handler<T extends Route> = (ctx: Ctx<ActorOf<T>>, input: RouteInput<T>, http: Http) => Promise<RouteReply<T>>

/**
 * Rate limit against guessing: attempts a minute from one network at one target, and ten times as many at all targets unless
 * another total is given.
 */
type Limit<T extends Route> = {
  attemptsPerMinute: number
  totalPerMinute?: number
  of: (input: RouteInput<T>, request: FastifyRequest) => string | Promise<string>
}

/** Adds a route of the contract to the server. Session, permission and parsing come before the handler. */
export function mount<T extends Route>(mounting: MountContext, route: T, handle: Handler<T>, limit?: Limit<T>): void {
  const declared = { ...optionsOf(mounting, route, handle), preHandler: limit ? limitRate(mounting.app, limit) : [] }
  if (route.signed)
    return void mounting.app.register(async (corner) => {
      keepRawBody(corner)
      corner.route(declared)
    })
  if (!(route.body instanceof z.ZodFile)) return void mounting.app.route(declared)
  // Encapsulated, so that the parser for raw bytes applies to this route only.
  mounting.app.register(async (corner) => {
    corner.removeAllContentTypeParsers()
    corner.addContentTypeParser(bytes, (_request, payload, done) => done(null, payload))
    corner.setValidatorCompiler(skipFileBody)
    const authoriseAgain = async (request: FastifyRequest) => void (await authorise(mounting, route, request))
    const preValidation = async (request: FastifyRequest, reply: FastifyReply) => {
      const file = readFileBody(request, () => authoriseAgain(request))
      // After a refusal unread bytes remain, which would block the connection's next request.
      reply.raw.once('finish', () => file.resume())
      request.body = file
    }
    corner.route({ ...declared, preValidation, config: { ...declared.config, timeoutMs: uploadTimeoutMs } })
  })
}

function optionsOf<T extends Route>(mounting: MountContext, route: T, handle: Handler<T>): RouteOptions {
  return {
    method: route.method,
    url: route.path,
    exposeHeadRoute: false,
    schema: schemaOf(route),
    config: route.anyOrigin ? { anyOrigin: true } : {},
    // Order of refusals: 401, 403, 400. Authorisation therefore comes before reading the body.
    onRequest: async (request, reply) => {
      reply.header('cache-control', 'no-store')
      request.session = await authorise(mounting, route, request)
    },
    ...(route.method !== 'GET' && {
      // Rights may have ended while the body arrived.
      preValidation: async (request: FastifyRequest) => {
        request.session = await authorise(mounting, route, request)
      },
    }),
    onError: (request, _reply, error) => recordSecurityRefusal(mounting, route, request, error),
    handler: async (request, reply) => {
      const { session } = request
      const ctx = {
        db: mounting.db,
        actor: session?.actor ?? system,
        wakeDispatcher: mounting.wakeDispatcher,
        secrets: mounting.secrets,
        idempotency: idempotencyOf(mounting, route, request),
      } as Ctx<ActorOf<T>>
      try {
        const answer = await handle(ctx, inputOf<T>(request), { request, reply, session })
        if (reply.sent || reply.raw.headersSent) return reply
        if (reply.statusCode === 200) reply.code(route.status)
        return reply.send(answer ?? (route.status === 204 ? null : {}))
      } catch (error) {
        if (!(error instanceof ReplayError)) throw error
        const answer = mounting.readAgain ? await mounting.readAgain(ctx, idOf(error.reply)) : error.reply
        return reply
          .code(error.status)
          .header('idempotency-replayed', 'true')
          .send(answer ?? null)
      }
    },
  }
}

const idOf = (reply: unknown) => (reply as { id: string }).id
/** Adds refusals that concern security to the security log. */
async function recordSecurityRefusal(
  mounting: MountContext,
  route: Route,
  request: FastifyRequest,
  error: Error,
): Promise<void> {
  if (!(error instanceof AppError)) return
  const { email } = (request.body ?? {}) as { email?: unknown }
  const account = typeof email === 'string' ? email : ''
  const actor = request.session?.actor ?? system
  const detail = `${route.method} ${route.path}`
  await mounting
    .recordRefusal(error, { actor, account, network: networkOf(request), detail })
    .catch((failure) => request.log.error({ err: failure }, 'security log'))
}

/** Keeps the raw body for routes with signatures: the signature covers the bytes, not the parsed value. */
function keepRawBody(corner: FastifyInstance) {
  const parse = corner.getDefaultJsonParser('error', 'error')
  corner.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, body, done) => {
    request.signedBytes = body
    parse(request, body, done)
  })
}

const bytes = 'application/octet-stream'

/**
 * Returns the file that a request sends. Its end is passed on only after authorising again, since a long upload can outlive
 * its session. Throws invalid when the request has no body.
 */
function readFileBody({ body }: FastifyRequest, authoriseAgain: () => Promise<void>): Readable {
  if (!(body instanceof Readable))
    throw new AppError('invalid', { fields: [{ path: 'body', problem: 'a file is expected' }] })
  const file = new PassThrough({
    flush(done) {
      authoriseAgain().then(() => done(), done)
    },
  })
  pipeline(body, file, () => {}) // The file's reader gets the error of either.
  return file
}

const skipFileBody: typeof validatorCompiler = (route) =>
  route.httpPart === 'body' ? (value: unknown) => ({ value }) : validatorCompiler(route)

const inputOf = <T extends Route>({ params, query, body }: FastifyRequest) =>
  ({ params, query, body }) as unknown as RouteInput<T>

/** Limits the rate after parsing, because the target is part of the input. An IPv6 network counts as one address. */
function limitRate<T extends Route>(app: FastifyInstance, limit: Limit<T>) {
  const { attemptsPerMinute, totalPerMinute = 10 * attemptsPerMinute, of } = limit
  const counts = [
    {
      max: attemptsPerMinute,
      keyGenerator: async (request: FastifyRequest) =>
        `${networkOf(request)} ${await of(inputOf<T>(request), request)}`,
    },
    { max: totalPerMinute, keyGenerator: networkOf },
  ].map((count) => app.createRateLimit({ ...count, timeWindow: 60_000 }))
  return async (request: FastifyRequest) => {
    for (const count of counts) {
      const counted = await count(request)
      if (!counted.isAllowed && counted.isExceeded) throw new RateLimitError(counted.ttlInSeconds)
    }
  }
}

/** Returns the network of a request: an IPv4 address, or the /64 of an IPv6 one. */
export const networkOf = (request: FastifyRequest) => rateLimit.normalizeIP(request.ip)

const clientSecurity: Record<string, string[]>[] = [{ client: [] }, { bearer: [] }]

function schemaOf(route: Route) {
  const schemas = { params: route.params, querystring: route.query, body: route.body }
  const parts = Object.entries(schemas).filter(([, schema]) => !(schema instanceof z.ZodUndefined))
  const reply = route.reply instanceof z.ZodUndefined ? z.null() : route.reply
  const sent = reply instanceof z.ZodFile ? { content: { [bytes]: { schema: reply } } } : reply
  const security = typeof route.access === 'object' ? [] : route.access === 'client' ? clientSecurity : undefined
  return {
    ...Object.fromEntries(parts),
    ...(route.body instanceof z.ZodFile && { consumes: [bytes] }),
    response: { [route.status]: sent, default: ErrorReply },
    tags: [route.tag],
    summary: route.summary,
    ...(security && { security }),
  }
}

/** Authorises a request. Agents' credentials open none of the clients' routes, and vice versa. */
async function authorise({ db, sessions, clients }: MountContext, route: Route, request: FastifyRequest) {
  if (typeof route.access === 'object') return null
  const { cookie, authorization } = request.headers
  if (route.access === 'client') {
    const session = await clients.resolve({ cookie, authorization })
    if (!session) throw new AppError('unauthenticated')
    return session
  }
  const session = await sessions.resolve({ cookie, authorization })
  if (!session) throw new AppError('unauthenticated')
  // Known from here on to the error handler and the security log.
  request.session = session
  if (session.lacksSecondFactor && !route.beforeSecondFactor) throw new AppError('enrolment_required')
  if (route.access !== 'signed-in' && !session.actor.permissions.has(route.access)) throw new AppError('forbidden')
  if (route.confirmed) await requireConfirmation(db, session)
  return session
}

const keyPattern = /^[\w-]{8,100}$/
/** Fields that exclude a request from idempotency: even the stored hash of a short secret would be quick to guess. */
const secrets = ['password', 'code', 'current', 'next', 'token', 'pass']

function idempotencyOf({ readAgain }: MountContext, route: Route, request: FastifyRequest): Idempotency | null {
  const key = request.headers['idempotency-key']
  if (route.method === 'GET' || key === undefined) return null
  if (typeof key !== 'string' || !keyPattern.test(key))
    throw new AppError('invalid', {
      fields: [{ path: 'idempotency-key', problem: '8 to 100 letters, digits, - or _' }],
    })
  if (secrets.some((name) => Object.hasOwn(request.body ?? {}, name))) return null
  // The bytes of a file are not known yet; the upload adds their hash to the key.
  const body = route.body instanceof z.ZodFile ? null : (request.body ?? null)
  const requestText = JSON.stringify([route.method, request.url, body])
  const requestHash = createHash('sha256').update(requestText).digest('base64url')
  return { key, requestHash, status: route.status, ...(readAgain && { storesId: true }) }
}

declare module 'fastify' {
  interface FastifyRequest {
    session: Session | null
    /** Raw body of a route with a signature. */
    signedBytes: string
  }
}
