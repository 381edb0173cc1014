import type pg from 'pg'
import { readBacklog } from './backlog.ts'
import type { MetricSource } from './metrics.ts'
import type { Storage } from './storage.ts'

/** Connections of each pool of this process. Waiting requests mean that a pool is exhausted. */
export function poolSource(pools: Record<string, pg.Pool>): MetricSource {
  const labels = ['pool']
  return {
    gauges: [
      { name: 'guichet_pool_connections', help: 'Open connections to PostgreSQL', labels },
      { name: 'guichet_pool_connections_used', help: 'Connections that serve a request or a job', labels },
      { name: 'guichet_pool_waiting', help: 'Requests and jobs that wait for a connection', labels },
    ],
    read: async () =>
      Object.entries(pools).flatMap(([pool, { totalCount, idleCount, waitingCount }]) => [
        { name: 'guichet_pool_connections', value: totalCount, labels: { pool } },
        { name: 'guichet_pool_connections_used', value: totalCount - idleCount, labels: { pool } },
        { name: 'guichet_pool_waiting', value: waitingCount, labels: { pool } },
      ]),
  }
}

export function backlogSource(pool: pg.Pool): MetricSource {
  return {
    gauges: [
      { name: 'guichet_events_undispatched', help: 'Committed events that are not dispatched yet' },
      { name: 'guichet_events_oldest_seconds', help: 'Age of the oldest of them' },
      { name: 'guichet_jobs', help: 'Jobs by state: due, later, failed for good', labels: ['state'] },
      { name: 'guichet_jobs_oldest_due_seconds', help: 'For how long the oldest due job has waited' },
      { name: 'guichet_jobs_oldest_failed_seconds', help: 'Age of the oldest failed job' },
    ],
    async read() {
      const { events, jobs } = await readBacklog(pool)
      return [
        { name: 'guichet_events_undispatched', value: events.count },
        { name: 'guichet_events_oldest_seconds', value: events.oldestSeconds },
        ...(['due', 'later', 'failed'] as const).map((state) => ({
          name: 'guichet_jobs',
          value: jobs[state],
          labels: { state },
        })),
        { name: 'guichet_jobs_oldest_due_seconds', value: jobs.oldestSeconds },
        { name: 'guichet_jobs_oldest_failed_seconds', value: jobs.oldestFailedSeconds },
      ]
    },
  }
}

export function storageSource(measure: () => Promise<Storage>): MetricSource {
  return {
    gauges: [
      { name: 'guichet_database_bytes', help: 'Size of the database' },
      { name: 'guichet_files_bytes', help: 'Size of all attachments, read every ten minutes' },
      { name: 'guichet_disk_free_bytes', help: 'Room left on the disk of the data folder' },
      { name: 'guichet_backup_age_seconds', help: 'Age of the last backup; absent when none was made' },
    ],
    async read() {
      const { database, files, free, lastBackup } = await measure()
      const sizes = [
        { name: 'guichet_database_bytes', value: database },
        { name: 'guichet_files_bytes', value: files },
        { name: 'guichet_disk_free_bytes', value: free },
      ]
      if (lastBackup === null) return sizes
      const age = Math.max(0, (Date.now() - Date.parse(lastBackup)) / 1_000)
      return [...sizes, { name: 'guichet_backup_age_seconds', value: age }]
    },
  }
}

export function processSource(version: string, countStreams: () => number): MetricSource {
  return {
    gauges: [
      { name: 'guichet_info', help: 'Always 1; the version is a label', labels: ['version'] },
      { name: 'guichet_live_streams', help: 'Open live streams of this process' },
    ],
    read: async () => [
      { name: 'guichet_info', value: 1, labels: { version } },
      { name: 'guichet_live_streams', value: countStreams() },
    ],
  }
}
