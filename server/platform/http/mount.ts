import { createHash } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { ErrorReply } from '../../../contract/errors.ts'
import type { Parsed, Route } from '../../../contract/route.ts'
import { AppError } from '../app-error.ts'
import type { Actor, Agent, Ctx } from '../context.ts'
import { system } from '../context.ts'
import type { Db } from '../database.ts'
import type { Session, Sessions } from '../sessions.ts'
import { Replayed } from '../transact.ts'

export type Mounting = { app: FastifyInstance; db: Db; sessions: Sessions; wakeDispatcher: () => void }

/** What a handler may need of HTTP itself: session cookies, the stream. Most handlers never look. */
export type Http = { request: FastifyRequest; reply: FastifyReply; session: Session | null }

type ActorOf<T extends Route> = T['access'] extends { public: string } ? Actor : Agent
type Handler<T extends Route> = (
  ctx: Ctx<ActorOf<T>>,
  input: Parsed<T>,
  http: Http,
) => Promise<z.input<T['reply']> | undefined>

/**
 * Puts a declared route on the server: session, permission and parsing first, then the handler. `limit` slows guessing:
 * so many attempts a minute from one address on one thing.
 */
export function mount<T extends Route>(
  mounting: Mounting,
  route: T,
  handle: Handler<T>,
  limit?: { attemptsPerMinute: number; of: (input: Parsed<T>) => string },
): void {
  mounting.app.route({
    method: route.method,
    url: route.path,
    schema: schemaOf(route),
    config: limit ? { rateLimit: rateLimitOf(limit) } : {},
    // The order of refusals: who are you (401), may you (403), what do you ask (400). Hence before validation.
    preValidation: async (request) => {
      request.session = await authorise(mounting.sessions, route, request)
    },
    handler: async (request, reply) => {
      const { session } = request
      const ctx = {
        db: mounting.db,
        actor: session?.actor ?? system,
        wakeDispatcher: mounting.wakeDispatcher,
        idempotency: idempotencyOf(route, request),
      } as Ctx<ActorOf<T>>
      const input = { params: request.params, query: request.query, body: request.body } as Parsed<T>
      try {
        const answer = await handle(ctx, input, { request, reply, session })
        if (reply.sent || reply.raw.headersSent) return reply
        return reply.code(route.status).send(answer ?? (route.status === 204 ? null : {}))
      } catch (error) {
        if (!(error instanceof Replayed)) throw error
        return reply
          .code(error.status)
          .header('idempotency-replayed', 'true')
          .send(error.reply ?? null)
      }
    },
  })
}

function rateLimitOf<T extends Route>(limit: { attemptsPerMinute: number; of: (input: Parsed<T>) => string }) {
  return {
    max: limit.attemptsPerMinute,
    timeWindow: 60_000,
    // After parsing, so that the thing aimed at is known.
    hook: 'preHandler' as const,
    keyGenerator: (request: FastifyRequest) => {
      const input = { params: request.params, query: request.query, body: request.body } as Parsed<T>
      return `${request.ip} ${limit.of(input)}`
    },
  }
}

function schemaOf(route: Route) {
  const given = { params: route.params, querystring: route.query, body: route.body }
  const parts = Object.entries(given).filter(([, schema]) => !(schema instanceof z.ZodUndefined))
  const reply = route.reply instanceof z.ZodUndefined ? z.null() : route.reply
  const security = typeof route.access === 'object' ? [] : undefined
  return {
    ...Object.fromEntries(parts),
    response: { [route.status]: reply, default: ErrorReply },
    tags: [route.tag],
    summary: route.summary,
    ...(security && { security }),
  }
}

async function authorise(sessions: Sessions, route: Route, request: FastifyRequest): Promise<Session | null> {
  if (typeof route.access === 'object') return null
  const { cookie, authorization } = request.headers
  const session = await sessions.resolve({ cookie, authorization })
  if (!session) throw new AppError('unauthenticated')
  if (route.access !== 'signed-in' && !session.actor.permissions.has(route.access)) throw new AppError('forbidden')
  return session
}

const keyPattern = /^[\w-]{8,100}$/

function idempotencyOf(route: Route, request: FastifyRequest) {
  const key = request.headers['idempotency-key']
  if (route.method === 'GET' || key === undefined) return null
  if (typeof key !== 'string' || !keyPattern.test(key))
    throw new AppError('invalid', {
      fields: [{ path: 'idempotency-key', problem: '8 to 100 letters, digits, - or _' }],
    })
  const asked = JSON.stringify([route.method, request.url, request.body ?? null])
  return { key, requestHash: createHash('sha256').update(asked).digest('base64url'), status: route.status }
}

declare module 'fastify' {
  interface FastifyRequest {
    session: Session | null
  }
}
