import type { Db } from '../../platform/database.ts'
import type { MetricSource } from '../../platform/monitoring/metrics.ts'
import { examineMail } from './examine.ts'
import type { MailEnvironment } from './settings.ts'

/** Mails by state; counts stop at 1,000. */
export function mailSource(db: Db, environment: MailEnvironment): MetricSource {
  return {
    gauges: [
      { name: 'guichet_mails', help: 'Mails by state: waiting, refused', labels: ['state'] },
      { name: 'guichet_mails_oldest_waiting_seconds', help: 'For how long the oldest due mail has waited' },
    ],
    async read() {
      const { waiting, refused, lateSeconds } = await examineMail(db, environment)
      return [
        { name: 'guichet_mails', value: waiting, labels: { state: 'waiting' } },
        { name: 'guichet_mails', value: refused, labels: { state: 'refused' } },
        { name: 'guichet_mails_oldest_waiting_seconds', value: Math.max(0, lateSeconds) },
      ]
    },
  }
}
