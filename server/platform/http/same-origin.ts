import type { FastifyInstance } from 'fastify'
import { AppError } from '../app-error.ts'

/**
 * Refuses changes authorised by a cookie unless they come from our own pages, as browsers state in Origin or
 * Sec-Fetch-Site. A bearer token exempts a request only without a cookie. Routes without credentials that are for any page
 * are marked in the contract.
 */
export function refuseForeignOrigins(app: FastifyInstance, publicUrl: string | undefined): void {
  app.addHook('onRequest', async (request) => {
    if (request.method === 'GET' || request.method === 'HEAD') return
    const { origin, authorization, cookie, host } = request.headers
    const site = request.headers['sec-fetch-site']
    if (authorization !== undefined && cookie === undefined) return
    if (request.routeOptions.config.anyOrigin) return
    if (origin === undefined && (site === undefined || site === 'same-origin' || site === 'none')) return
    if (origin !== undefined && (origin === publicUrl || hostOf(origin) === host)) return
    throw new AppError('foreign_origin')
  })
}

function hostOf(origin: string) {
  return URL.canParse(origin) ? new URL(origin).host : null
}
