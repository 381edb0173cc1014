import { type Cluster, pathsSeenBy } from './cluster.ts'
import type { Endpoint } from './endpoint.ts'

/** Returns PostgreSQL's settings as arguments of each start, which override the files of the cluster. */
export function serverArguments(cluster: Cluster, endpoint: Endpoint): string[] {
  const { folder, beside } = pathsSeenBy(cluster.files, cluster.runAs)
  const settings = { ...listening(endpoint, beside), ...safety, ...sizeOfASmallMachine, ...logging }
  return ['-D', folder, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])]
}

function listening(endpoint: Endpoint, socketDir: string): Record<string, string> {
  return {
    port: String(endpoint.port),
    listen_addresses: endpoint.kind === 'loopback' ? '127.0.0.1' : '',
    unix_socket_directories: endpoint.kind === 'socket' ? `"${socketDir.replaceAll('"', '""')}"` : '',
    unix_socket_permissions: '0700',
    password_encryption: 'scram-sha-256',
  }
}

const safety = {
  fsync: 'on',
  full_page_writes: 'on',
  synchronous_commit: 'on',
  timezone: 'UTC',
  // WAL is replayed after a crash at 100 MB/s or more, and a start must take less than ten seconds.
  max_wal_size: '512MB',
  min_wal_size: '64MB',
  idle_in_transaction_session_timeout: '5min',
}

/** Memory settings that keep Guichet and its database together under 500 MB. */
const sizeOfASmallMachine = {
  max_connections: '60',
  shared_buffers: '80MB',
  huge_pages: 'off',
  work_mem: '8MB',
  maintenance_work_mem: '64MB',
  effective_cache_size: '512MB',
  autovacuum_max_workers: '2',
  max_parallel_workers_per_gather: '0',
  max_logical_replication_workers: '0',
  io_method: 'sync', // No additional processes: the database fits in the system's memory.
  jit: 'off', // Compiling costs more than our short queries.
  random_page_cost: '1.1',
}

/** Logging of errors, without the values of the rows concerned. */
const logging = {
  log_destination: 'stderr',
  logging_collector: 'off',
  log_error_verbosity: 'terse',
  log_parameter_max_length_on_error: '0',
  log_checkpoints: 'off',
  log_timezone: 'UTC',
  log_line_prefix: '%m [%p] ',
}
