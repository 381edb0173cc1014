import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { Client } from 'pg'
import type { Binaries } from './binaries.ts'
import type { Cluster } from './cluster.ts'
import { connectionUrl, type Endpoint } from './endpoint.ts'
import { openLog, readLogSince, sizeOf } from './log-file.ts'
import { programEnvironment } from './run-command.ts'
import { serverArguments } from './settings.ts'
import { StartupError } from './startup-error.ts'

export type Server = { cluster: Cluster; binaries: Binaries; endpoint: Endpoint }

/** Timeout of a start. After a crash during an import there may be much to replay, and giving up would not help. */
const startTimeoutMs = 120_000

/**
 * Starts PostgreSQL and waits until it accepts connections.
 * @returns its process, detached, so that Ctrl-C in the terminal does not reach it before requests have drained
 * @throws StartupError with PostgreSQL's own message when it ends first
 */
export async function launchServer(server: Server): Promise<ChildProcess> {
  const { cluster, binaries, endpoint } = server
  const alreadyLogged = await sizeOf(cluster.logFile)
  await using log = await openLog(cluster.logFile)
  const child = spawn(binaries.postgres, serverArguments(cluster, endpoint), {
    ...cluster.runAs,
    cwd: cluster.files,
    env: programEnvironment,
    detached: true,
    windowsHide: true,
    stdio: ['ignore', log.fd, log.fd],
  })
  child.unref()
  try {
    await Promise.race([rejectWhenItEnds(child), untilItAnswers(server, child)])
    return child
  } catch (error) {
    child.kill('SIGQUIT')
    const logLines = await readLogSince(cluster.logFile, alreadyLogged)
    throw new StartupError(`PostgreSQL did not start: ${error}\n${logLines}\n(its log: ${cluster.logFile})`, {
      cause: error,
    })
  }
}

async function rejectWhenItEnds(child: ChildProcess): Promise<never> {
  const [code, signal] = await once(child, 'exit') // Rejects when it cannot be spawned.
  throw new Error(`it ended (${signal ?? `code ${code}`})`)
}

async function untilItAnswers(server: Server, child: ChildProcess): Promise<void> {
  const deadline = Date.now() + startTimeoutMs
  while (child.exitCode === null && child.signalCode === null) {
    const refusal = await tryToConnect(connectionUrl(server.cluster, server.endpoint))
    if (refusal === null) return
    if (refusal === 'no such database') await createDatabase(server)
    else if (Date.now() > deadline) throw new Error('it does not accept connections')
    else await delay(20)
  }
}

/** Tries to connect. Returns null on success or the reason to wait; throws permanent errors like a wrong password. */
async function tryToConnect(connectionString: string): Promise<'no such database' | 'not yet' | null> {
  const client = new Client({ connectionString, connectionTimeoutMillis: 5000 })
  client.on('error', () => {})
  try {
    await client.connect()
    return null
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null
    if (code === '3D000') return 'no such database' // invalid_catalog_name
    if (code === '28P01') throw error // invalid_password
    return 'not yet'
  } finally {
    await client.end().catch(() => {})
  }
}

async function createDatabase({ cluster, endpoint }: Server): Promise<void> {
  const client = new Client({ connectionString: connectionUrl(cluster, endpoint, 'postgres') })
  await client.connect()
  try {
    await client.query('CREATE DATABASE guichet')
  } finally {
    await client.end()
  }
}
