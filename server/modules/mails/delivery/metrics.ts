import type { Db } from '../../../platform/database.ts'
import type { MetricSource } from '../../../platform/monitoring/metrics.ts'
import type { MailEnvironment } from '../settings.ts'
import { readMailHealth } from './mail-health.ts'

/** Gauges of mails by state; counts stop at 1,000. */
export function createMailMetrics(db: Db, environment: MailEnvironment): MetricSource {
  return {
    gauges: [
      { name: 'guichet_mails', help: 'Mails by state: waiting, refused', labels: ['state'] },
      { name: 'guichet_mails_oldest_waiting_seconds', help: 'How long the oldest due mail has been waiting' },
    ],
    async read() {
      const { waiting, refused, lateSeconds } = await readMailHealth(db, environment)
      return [
        { name: 'guichet_mails', value: waiting, labels: { state: 'waiting' } },
        { name: 'guichet_mails', value: refused, labels: { state: 'refused' } },
        { name: 'guichet_mails_oldest_waiting_seconds', value: Math.max(0, lateSeconds) },
      ]
    },
  }
}
