import { randomUUIDv7 } from 'node:crypto'
import autocannon from 'autocannon'
import type { Request, Scenario } from './scenarios.ts'

export type Figures = { perSecond: number /** Milliseconds. */; p95: number; failed: number }

export const connections = 8

const windows = 3

/**
 * Sends a scenario's requests over 8 connections for some seconds, after a second of warming up. Returns the figures of
 * the middle one of three windows, with the failures of all.
 */
export async function load(base: string, seconds: number, scenario: Scenario): Promise<Figures> {
  await shoot(base, 1, scenario)
  const figures: Figures[] = []
  for (let window = 0; window < windows; window++) figures.push(await shoot(base, seconds / windows, scenario))
  const sorted = figures.toSorted((a, b) => a.perSecond - b.perSecond)
  const middle = sorted[Math.floor(windows / 2)] as Figures
  return { ...middle, failed: figures.reduce((sum, { failed }) => sum + failed, 0) }
}

function shoot(base: string, seconds: number, { next, answered }: Scenario): Promise<Figures> {
  const { promise, resolve, reject } = Promise.withResolvers<Figures>()
  const milliseconds: number[] = []
  const options = {
    url: base,
    connections,
    duration: seconds,
    requests: [
      {
        setupRequest: (request: object, context: { sent?: Request }) => {
          context.sent = next()
          return { ...request, ...httpOf(context.sent) }
        },
        onResponse: (status: number, body: string, { sent }: { sent?: Request }) => {
          if (sent && status < 300) answered?.(sent, body)
        },
      },
    ],
  }
  const run = autocannon(options, (error, result) => {
    if (error) return reject(error)
    const perSecond = result.requests.total / result.duration
    const failed = result.non2xx + result.errors + result.timeouts
    resolve({ perSecond, p95: percentile(milliseconds, 95), failed })
  })
  run.on('response', (_client, _status, _bytes, responseTime) => milliseconds.push(responseTime))
  return promise
}

/** Returns a request for HTTP. Each write gets its own key. */
export function httpOf({ method, path, cookie, body }: Request) {
  const headers: Record<string, string> = { cookie, accept: 'application/json' }
  if (body === undefined) return { method, path, headers }
  headers['content-type'] = 'application/json'
  headers['idempotency-key'] = randomUUIDv7()
  return { method, path, headers, body: JSON.stringify(body) }
}

function percentile(values: number[], percent: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.ceil((sorted.length * percent) / 100) - 1] ?? 0
}
