import type { FastifyInstance } from 'fastify'
import { AppError } from '../app-error.ts'

/**
 * A change asked with a cookie must come from our own pages: browsers say so in Origin or Sec-Fetch-Site. Routes that
 * take no credentials and are made for any page say so in the contract.
 */
export function refuseForeignOrigins(app: FastifyInstance, publicUrl: string | undefined): void {
  app.addHook('onRequest', async (request) => {
    if (request.method === 'GET' || request.method === 'HEAD') return
    const { origin, authorization, host } = request.headers
    const site = request.headers['sec-fetch-site']
    if (authorization !== undefined || request.routeOptions.config.anyOrigin) return
    if (origin === undefined && (site === undefined || site === 'same-origin' || site === 'none')) return
    if (origin !== undefined && (origin === publicUrl || hostOf(origin) === host)) return
    throw new AppError('foreign_origin')
  })
}

function hostOf(origin: string) {
  return URL.canParse(origin) ? new URL(origin).host : null
}
