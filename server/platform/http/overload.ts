import { readFileSync } from 'node:fs'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { FastifyInstance } from 'fastify'

const sampledEveryMs = 1_000
const resolutionMs = 10
/** Mean delay of the event loop beyond which requests are refused: those that are being served come first. */
const longestDelayMs = 2_000
/** File descriptors for the database, files, timers and the program itself. */
const keptDescriptors = 48

/** A request that an overloaded process does not take. */
class Overloaded extends Error {
  readonly code = 'OVERLOADED'
  readonly statusCode = 503
}

/**
 * Refuses requests while the event loop is late, and connections that would leave the process without file descriptors: even
 * reading its own memory takes one. Memory is not watched here: the operating system and the bounds of each task do.
 */
export function refuseWhenOverloaded(app: FastifyInstance): void {
  const delays = monitorEventLoopDelay({ resolution: resolutionMs })
  delays.enable()
  let isLate = false
  const timer = setInterval(() => {
    isLate = delays.mean / 1e6 - resolutionMs > longestDelayMs
    delays.reset()
  }, sampledEveryMs).unref()
  app.addHook('onClose', async () => {
    clearInterval(timer)
    delays.disable()
  })
  app.addHook('onRequest', async () => {
    if (isLate) throw new Overloaded('The event loop is late')
  })
  const limit = descriptorLimit()
  if (limit === null) return
  app.server.maxConnections = Math.max(8, limit - Math.max(keptDescriptors, Math.ceil(limit / 10)))
  app.server.on('drop', () => app.log.debug('connection refused: too many are open'))
}

/** Returns how many file descriptors this process may open, null where that is not known. */
function descriptorLimit(): number | null {
  try {
    const found = /^Max open files +(\d+)/m.exec(readFileSync('/proc/self/limits', 'utf8'))?.[1]
    return found === undefined ? null : Number(found)
  } catch {
    return null
  }
}
