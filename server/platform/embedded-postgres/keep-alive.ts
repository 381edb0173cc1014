import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { launchServer, type Server } from './launch-server.ts'
import { emptyLogIfLong } from './log-file.ts'
import { runCommand } from './run-command.ts'
import { stopLeftovers } from './stop-leftovers.ts'

type Log = (line: string) => void

/**
 * Starts PostgreSQL, and restarts it at the same address whenever it ends unexpectedly. Connections fail meanwhile; a pool
 * opens new ones by itself.
 * @returns a function to stop it permanently
 * @throws StartupError when the first start fails; restarts are retried until they succeed
 */
export async function keepAlive(server: Server, log: Log): Promise<{ stop(): Promise<void> }> {
  await stopLeftovers(server.cluster, server.binaries, log)
  let child = await launchServer(server)
  let restart: Promise<void> = Promise.resolve()
  let stopping = false

  const watch = () =>
    child.once('exit', (code, signal) => {
      if (stopping) return
      log(`PostgreSQL ended unexpectedly (${signal ?? `code ${code}`}); starting it again`)
      restart = startAgain()
    })

  const startAgain = async () => {
    for (let pause = 100; !stopping; pause = Math.min(2 * pause, 5000)) {
      try {
        await stopLeftovers(server.cluster, server.binaries, log)
        child = await launchServer(server)
        log('PostgreSQL answers again')
        watch()
        return
      } catch (error) {
        log(String(error))
        await delay(pause)
      }
    }
  }

  watch()
  const hourly = setInterval(() => emptyLogIfLong(server.cluster.logFile).catch(() => {}), 3_600_000).unref()
  return {
    async stop() {
      stopping = true
      clearInterval(hourly)
      await restart
      await stopServer(server, child)
    },
  }
}

/** Stops in fast mode: sessions are cut, committed data stays, and a checkpoint speeds up the next start. */
async function stopServer(server: Server, child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return
  child.ref()
  if (process.platform === 'win32') {
    await runCommand(server.binaries.pgCtl, ['stop', '-m', 'fast', '-D', server.cluster.files])
    return
  }
  for (const [signal, timeoutMs] of [
    ['SIGINT', 20_000],
    ['SIGQUIT', 5000],
    ['SIGKILL', 5000],
  ] as const) {
    child.kill(signal)
    if (await endsWithin(child, timeoutMs)) return
  }
}

async function endsWithin(child: ChildProcess, milliseconds: number): Promise<boolean> {
  if (hasEnded(child)) return true
  await once(child, 'exit', { signal: AbortSignal.timeout(milliseconds) }).catch(() => {})
  return hasEnded(child)
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null
}
