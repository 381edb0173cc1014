import type { Module } from '../../platform/module.ts'
import { deleteOldMails } from './delivery/delete-old-mails.ts'
import { createMailMetrics } from './delivery/metrics.ts'
import { mountMails } from './routes.ts'

export const mailsModule: Module = {
  mount: (services) => mountMails(services, services.mailEnvironment),
  cleanups: [deleteOldMails],
  metrics: ({ db, mailEnvironment }) => createMailMetrics(db, mailEnvironment),
}
