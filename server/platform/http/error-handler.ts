import type { FastifyError, FastifyInstance, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import type { Locale } from '../../../contract/enums.ts'
import { type ErrorCode, type ErrorReply, errorStatus } from '../../../contract/errors.ts'
import { translate } from '../../../i18n/index.ts'
import { AppError } from '../app-error.ts'
import { findOutageKind, type Outages } from '../outages.ts'

/** Answers every error with a code, a status and a message. Logs those of the server, an outage only once. */
export function handleErrors(app: FastifyInstance, outages: Outages): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const refusal = toRefusal(error)
    const status = errorStatus[refusal.code]
    // Refusals by a limit are not errors of the server.
    const isFault = status >= 500 && refusal.code !== 'uploads_full'
    if (isFault && !outages.absorb(error))
      request.log.error({ err: error, url: request.routeOptions.url }, refusal.code)
    if (refusal.code === 'unavailable') reply.header('retry-after', '2')
    if (status === 429) reply.header('retry-after', String(refusal.details?.seconds ?? 60))
    return reply.code(status).send(toErrorReply(refusal, request))
  })
}

export type Refusal = { code: ErrorCode; details?: Record<string, unknown> | undefined }

export function toErrorReply({ code, details }: Refusal, request: FastifyRequest): ErrorReply {
  return { code, message: translate(languageOf(request), `error.${code}`), ...(details && { details }) }
}

function languageOf(request: FastifyRequest): Locale {
  if (request.session) return request.session.actor.locale
  return /^\s*en\b/i.test(request.headers['accept-language'] ?? '') ? 'en' : 'fr'
}

function toRefusal(error: FastifyError): Refusal {
  if (error instanceof AppError) return { code: error.code, details: error.details }
  if (hasZodFastifySchemaValidationErrors(error)) {
    const fields = error.validation.map((issue) => ({
      path: issue.instancePath.slice(1).replaceAll('/', '.'),
      problem: issue.message ?? issue.keyword,
    }))
    return { code: 'invalid', details: { fields } }
  }
  return { code: codeOfFastify(error) ?? codeOfPostgres(error) ?? 'internal' }
}

function codeOfFastify(error: FastifyError): ErrorCode | null {
  if (error.statusCode === 413) return 'payload_too_large'
  if (error.statusCode === 415) return 'unsupported_media_type'
  if (error.statusCode === 429) return 'too_many_requests'
  if (error.statusCode === 503) return 'unavailable'
  if (error.statusCode && error.statusCode >= 400 && error.statusCode < 500) return 'invalid'
  return null
}

/** Maps database errors: outages, statement timeouts, deadlocks and values that cannot be stored. */
function codeOfPostgres(error: FastifyError & { code?: string }): ErrorCode | null {
  if (findOutageKind(error) !== null) return 'unavailable'
  const code = error.code ?? ''
  if (/^(40|53|58)/.test(code) || code === '57014') return 'unavailable'
  if (/^22(021|P05|003|007|008|009)/.test(code)) return 'invalid'
  return null
}
