import { once } from 'node:events'
import { createServer } from 'node:net'
import { type Cluster, databaseUser } from './cluster.ts'

const databaseName = 'guichet'

/** Where PostgreSQL listens: never beyond this machine. */
export type Endpoint = { kind: 'socket'; dir: string; port: number } | { kind: 'loopback'; port: number }

/** The kernel takes 107 bytes; a margin is kept for the name of the lock file beside the socket. */
const longestSocketPath = 100

/** A Unix socket, or, where there is none or its path would be too long, a free port of the loopback. */
export async function chooseEndpoint(cluster: Cluster): Promise<Endpoint> {
  const port = 5432 // on a socket, but a part of its file name
  const socketPath = `${cluster.socketDir}/.s.PGSQL.${port}`
  const socketFits = process.platform !== 'win32' && Buffer.byteLength(socketPath) <= longestSocketPath
  return socketFits ? { kind: 'socket', dir: cluster.socketDir, port } : { kind: 'loopback', port: await freePort() }
}

/** A port of the loopback that nobody listens on now. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  if (address === null || typeof address === 'string') throw new Error('no port was given')
  return address.port
}

/**
 * The connection URL, password included. The host in the query wins over the one before the path for `pg` as for libpq,
 * and `new URL()` refuses an empty one.
 */
export function connectionUrl(cluster: Cluster, endpoint: Endpoint, database = databaseName): string {
  const url = new URL(`postgres://${databaseUser}:${cluster.password}@127.0.0.1:${endpoint.port}/${database}`)
  return endpoint.kind === 'socket' ? `${url}?host=${encodeURIComponent(endpoint.dir)}` : `${url}`
}
