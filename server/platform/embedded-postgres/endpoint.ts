import { once } from 'node:events'
import { createServer } from 'node:net'
import { type Cluster, databaseUser } from './cluster.ts'

const databaseName = 'guichet'

/** Address where PostgreSQL listens, always on this machine. */
export type Endpoint = { kind: 'socket'; dir: string; port: number } | { kind: 'loopback'; port: number }

/** Maximum length of a socket path. The kernel allows 107 bytes, and the lock file's name is longer. */
const longestSocketPath = 100

/** Chooses a Unix socket, or a free loopback port where sockets are unavailable or the path would be too long. */
export async function chooseEndpoint(cluster: Cluster): Promise<Endpoint> {
  const port = 5432 // Only a part of the file name for a socket.
  const socketPath = `${cluster.socketDir}/.s.PGSQL.${port}`
  const socketFits = process.platform !== 'win32' && Buffer.byteLength(socketPath) <= longestSocketPath
  return socketFits ? { kind: 'socket', dir: cluster.socketDir, port } : { kind: 'loopback', port: await freePort() }
}

/** Returns a loopback port that is free at this moment. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  if (address === null || typeof address === 'string') throw new Error('the system assigned no port')
  return address.port
}

/**
 * Returns the connection URL with the password. The host in the query takes precedence for `pg` and libpq, and
 * `new URL()` requires one before the path.
 */
export function connectionUrl(cluster: Cluster, endpoint: Endpoint, database = databaseName): string {
  const url = new URL(`postgres://${databaseUser}:${cluster.password}@127.0.0.1:${endpoint.port}/${database}`)
  return endpoint.kind === 'socket' ? `${url}?host=${encodeURIComponent(endpoint.dir)}` : `${url}`
}
