import { timingSafeEqual } from 'node:crypto'
import { isIP } from 'node:net'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { AppError } from '../app-error.ts'

/** Value of a gauge at the time of a scrape. */
export type Sample = { name: string; value: number; labels?: Record<string, string> }

/** Group of gauges that are read together. */
export type MetricSource = {
  gauges: readonly { name: `guichet_${string}`; help: string; labels?: readonly string[] }[]
  read: () => Promise<Sample[]>
}

/** Buckets in seconds. Live streams last for hours and are counted separately. */
const latencies = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15]

/**
 * Measures this process and its requests from now on, so call it before mounting routes. `serve` adds the sources and
 * GET /metrics in the Prometheus text format. A source that fails is omitted and counted in guichet_scrape_failures. Access
 * needs `authorization: Bearer TOKEN`, or, while the desk has no public URL, a request from the same machine; anyone else
 * gets a 404.
 */
export function openMetrics(app: FastifyInstance) {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  observeRequests(app, registry)
  return {
    /**
     * @param guard.token at least 16 characters
     * @param guard.publicUrl public URL of the desk: a proxy that adds no header makes all its requests look local
     */
    serve(sources: readonly MetricSource[], guard: { token: string | undefined; publicUrl: string | undefined }): void {
      const { token, publicUrl } = guard
      const isUnpublished = publicUrl === undefined || isLoopback(new URL(publicUrl).hostname)
      const refresh = addSources(registry, sources)
      app.get('/metrics', { schema: { hide: true } }, async (request, reply) => {
        if (!(isUnpublished && isLocal(request)) && !hasToken(request, token)) throw new AppError('not_found')
        await refresh()
        return reply
          .type(registry.contentType)
          .header('cache-control', 'no-store')
          .send(await registry.metrics())
      })
    },
  }
}

/** Registers the gauges. Returns a function that reads all sources. */
function addSources(registry: Registry, sources: readonly MetricSource[]): () => Promise<void> {
  const registers = [registry]
  const gauges = new Map(
    sources
      .flatMap((source) => source.gauges)
      .map(({ name, help, labels = [] }): [string, Gauge] => [
        name,
        new Gauge({ name, help, labelNames: [...labels], registers }),
      ]),
  )
  const help = 'Groups of gauges that this scrape could not read'
  const failures = new Gauge({ name: 'guichet_scrape_failures', help, registers })
  return async () => {
    const outcomes = await Promise.allSettled(sources.map((source) => source.read()))
    for (const gauge of gauges.values()) gauge.reset()
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') continue
      for (const { name, value, labels = {} } of outcome.value) gauges.get(name)?.set(labels, value)
    }
    failures.set(outcomes.filter(({ status }) => status === 'rejected').length)
  }
}

function observeRequests(app: FastifyInstance, registry: Registry): void {
  const durations = new Histogram({
    name: 'guichet_http_request_duration_seconds',
    help: 'Time from the arrival of a request to the end of its answer',
    labelNames: ['method', 'route', 'status'],
    buckets: latencies,
    registers: [registry],
  })
  app.addHook('onResponse', async (request, reply) => {
    if (reply.raw.getHeader('content-type')?.toString().startsWith('text/event-stream')) return
    const { method } = request
    const route = request.routeOptions.url ?? 'unknown'
    durations.observe({ method, route, status: String(reply.statusCode) }, reply.elapsedTime / 1_000)
  })
}

/** Tells whether a request comes from this machine without a proxy, whose requests would all look local. */
function isLocal({ raw, headers }: FastifyRequest): boolean {
  if (headers['x-forwarded-for'] ?? headers.forwarded ?? headers.via) return false
  return isLoopback(raw.socket.remoteAddress ?? '') && isLoopback(hostName(headers.host ?? ''))
}

const isLoopback = (host: string) =>
  host === 'localhost' ||
  host === '::1' ||
  (isIP(host) === 4 ? host.startsWith('127.') : host.startsWith('::ffff:127.'))

function hostName(host: string): string {
  const address = `http://${host}`
  return URL.canParse(address) ? new URL(address).hostname.replace(/^\[|\]$/g, '') : ''
}

function hasToken({ headers }: FastifyRequest, token: string | undefined): boolean {
  if (token === undefined) return false
  const [expected, given] = [Buffer.from(`Bearer ${token}`), Buffer.from(headers.authorization ?? '')]
  return expected.length === given.length && timingSafeEqual(expected, given)
}
