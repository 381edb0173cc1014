import type { FastifyError, FastifyInstance, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import type { Locale } from '../../../contract/enums.ts'
import { type ErrorCode, type ErrorReply, errorStatus } from '../../../contract/errors.ts'
import { translate } from '../../../i18n/index.ts'
import { AppError } from '../app-error.ts'

/** Every error that leaves the server goes through here: one code, one status, a readable message, no stack. */
export function answerErrors(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const refusal = refusalOf(error)
    const status = errorStatus[refusal.code]
    if (status >= 500) request.log.error({ err: error, url: request.routeOptions.url }, refusal.code)
    if (refusal.code === 'unavailable') reply.header('retry-after', '2')
    if (refusal.code === 'too_many_requests') reply.header('retry-after', String(refusal.details?.seconds ?? 60))
    return reply.code(status).send(wordRefusal(refusal, request))
  })
}

export type Refusal = { code: ErrorCode; details?: Record<string, unknown> | undefined }

export function wordRefusal({ code, details }: Refusal, request: FastifyRequest): ErrorReply {
  return { code, message: translate(languageOf(request), `error.${code}`), ...(details && { details }) }
}

function languageOf(request: FastifyRequest): Locale {
  if (request.session) return request.session.actor.locale
  return /^\s*en\b/i.test(request.headers['accept-language'] ?? '') ? 'en' : 'fr'
}

function refusalOf(error: FastifyError): Refusal {
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

/** PostgreSQL away, starting, stopping, full or too slow; two who wait for each other; and what it cannot store. */
function codeOfPostgres(error: FastifyError & { code?: string }): ErrorCode | null {
  const code = error.code ?? ''
  if (/^(08|40|53|57P|58)/.test(code) || code === '57014') return 'unavailable'
  if (/^(ECONN|ENOENT|EPIPE|ETIMEDOUT)/.test(code)) return 'unavailable'
  if (/^(Connection terminated|Client (has|was) |Query read timeout|timeout exceeded when)/.test(error.message))
    return 'unavailable'
  if (/^22(021|P05|003|007|008|009)/.test(code)) return 'invalid'
  return null
}
