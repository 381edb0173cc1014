import type { FastifyBaseLogger } from 'fastify'
import type { ErrorCode } from '../../contract/errors.ts'
import { AppError } from './app-error.ts'

type OutageKind = 'database' | 'connections' | 'disk' | 'folder' | 'descriptors' | 'overload'

const messages: Record<OutageKind, { begins: string; ends: string }> = {
  database: { begins: 'The database does not answer', ends: 'The database answers again' },
  connections: {
    begins: 'No connection to PostgreSQL is free: see max_connections and the number of processes in the hosting guide',
    ends: 'Connections to PostgreSQL are free again',
  },
  disk: { begins: 'The disk is full: writes are refused, reads are served', ends: 'The disk takes writes again' },
  folder: {
    begins: 'The data folder cannot be written to: it is read-only, or belongs to another user',
    ends: 'The data folder takes files again',
  },
  descriptors: {
    begins: 'This process has no file descriptor left: raise its limit (ulimit -n, LimitNOFILE)',
    ends: 'This process opens files and connections again',
  },
  overload: {
    begins: 'This process is overloaded and refuses requests',
    ends: 'This process serves all requests again',
  },
}

/** Time without failures after which an outage is over. Pollers of the database fail each second meanwhile. */
const quietMs = 5_000

export type Outages = {
  /** Tells whether an error is part of an outage. Logs the first error of each outage with an explanation. */
  absorb: (error: unknown) => boolean
  stop: () => void
}

type Outage = { since: number; lastAt: number; failures: number }

/** Opens the log of outages: one line at the beginning and one at the end, however many requests and jobs fail. */
export function watchOutages(log: FastifyBaseLogger): Outages {
  const outages = new Map<OutageKind, Outage>()
  const watch = setInterval(() => {
    for (const [kind, outage] of outages) if (performance.now() - outage.lastAt > quietMs) end(kind, outage)
  }, 1_000).unref()

  function end(kind: OutageKind, { since, lastAt, failures }: Outage) {
    outages.delete(kind)
    const seconds = Math.round((lastAt - since) / 1_000)
    log.warn(
      { outage: kind, seconds, failures },
      `${messages[kind].ends}, after ${seconds} s and ${failures} failures.`,
    )
  }

  return {
    absorb(error) {
      const kind = findOutageKind(error)
      if (kind === null) return false
      const now = performance.now()
      const outage = outages.get(kind)
      if (outage) {
        outage.lastAt = now
        outage.failures += 1
      } else {
        outages.set(kind, { since: now, lastAt: now, failures: 1 })
        log.error({ outage: kind, err: error }, `${messages[kind].begins}.`)
      }
      return true
    },
    stop: () => clearInterval(watch),
  }
}

const outagesByCode: Partial<Record<ErrorCode, OutageKind>> = { unavailable: 'database', storage_full: 'disk' }

/** Returns the kind of outage that an error indicates, or null. */
export function findOutageKind(error: unknown): OutageKind | null {
  if (error instanceof AppError) return outagesByCode[error.code] ?? null
  // Errors of fetch concern another server, such as the file store.
  if (error instanceof TypeError) return null
  const { code = '', message = '' } = (error ?? {}) as { code?: string; message?: string }
  if (code === 'OVERLOADED') return 'overload'
  if (code === '53100' || code === 'ENOSPC') return 'disk'
  if (code === 'EROFS' || code === 'EACCES' || code === 'EPERM') return 'folder'
  if (code === 'EMFILE' || code === 'ENFILE') return 'descriptors'
  if (code === '53300' || /^timeout exceeded when|too many clients|remaining connection slots/.test(message))
    return 'connections'
  if (/^(08|57P)/.test(code) || /^(ECONN|EPIPE|ETIMEDOUT)/.test(code)) return 'database'
  if (/Connection terminated|Client (has|was) |Query read timeout|ECONNREFUSED|ECONNRESET/.test(message))
    return 'database'
  if (code === 'ENOENT' && /\.s\.PGSQL/.test(message)) return 'database'
  return error instanceof Error && error.cause !== undefined ? findOutageKind(error.cause) : null
}
