import { randomUUID } from 'node:crypto'
import autocannon from 'autocannon'

export type Request = { method: 'GET' | 'POST'; path: string; cookie: string; body?: unknown }
export type Figures = { perSecond: number; p95: number; failed: number; requests: number }

const connections = 8

/** Sends what `next` makes over 8 connections for some seconds, after a second of warming up. Milliseconds. */
export async function load(base: string, seconds: number, next: () => Request): Promise<Figures> {
  await shoot(base, 1, next)
  const result = await shoot(base, seconds, next)
  return {
    perSecond: result.requests.total / result.duration,
    p95: result.latency.p97_5,
    failed: result.non2xx + result.errors + result.timeouts,
    requests: result.requests.total,
  }
}

function shoot(base: string, seconds: number, next: () => Request) {
  return autocannon({
    url: base,
    connections,
    duration: seconds,
    requests: [
      {
        setupRequest: (request) => {
          const { method, path, cookie, body } = next()
          const headers: Record<string, string> = { cookie, accept: 'application/json' }
          if (body !== undefined) {
            headers['content-type'] = 'application/json'
            headers['idempotency-key'] = randomUUID()
          }
          return { ...request, method, path, headers, ...(body !== undefined && { body: JSON.stringify(body) }) }
        },
      },
    ],
  })
}
