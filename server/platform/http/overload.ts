import { readFileSync } from 'node:fs'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { FastifyInstance } from 'fastify'

const sampleIntervalMs = 1_000
const resolutionMs = 10
/** Maximum mean delay of the event loop. Beyond it new requests are refused in favour of those in progress. */
const maxDelayMs = 2_000
/** File descriptors reserved for the database, files, timers and the program itself. */
const reservedDescriptors = 48

/** Error for a request that an overloaded process refuses. */
class OverloadError extends Error {
  readonly code = 'OVERLOADED'
  readonly statusCode = 503
}

/**
 * Refuses requests while the event loop is late, and connections that would use up the file descriptors: even reading the
 * process's own memory usage needs one. Memory is not checked here; the operating system and each task's limits do that.
 */
export function refuseWhenOverloaded(app: FastifyInstance): void {
  const delays = monitorEventLoopDelay({ resolution: resolutionMs })
  delays.enable()
  let isLate = false
  const timer = setInterval(() => {
    isLate = delays.mean / 1e6 - resolutionMs > maxDelayMs
    delays.reset()
  }, sampleIntervalMs).unref()
  app.addHook('onClose', async () => {
    clearInterval(timer)
    delays.disable()
  })
  app.addHook('onRequest', async () => {
    if (isLate) throw new OverloadError('The event loop is late')
  })
  const limit = descriptorLimit()
  if (limit === null) return
  app.server.maxConnections = Math.max(8, limit - Math.max(reservedDescriptors, Math.ceil(limit / 10)))
  app.server.on('drop', () => app.log.debug('connection refused: too many are open'))
}

/** Returns the maximum number of open file descriptors, or null where it is unknown. */
function descriptorLimit(): number | null {
  try {
    const found = /^Max open files +(\d+)/m.exec(readFileSync('/proc/self/limits', 'utf8'))?.[1]
    return found === undefined ? null : Number(found)
  } catch {
    return null
  }
}
