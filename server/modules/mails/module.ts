import type { Module } from '../../platform/module.ts'
import { forgetMails } from './forget-mails.ts'
import { mailSource } from './metrics.ts'
import { mountMails } from './routes.ts'

export const mailsModule: Module = {
  mount: (services) => mountMails(services, services.mailEnvironment),
  cleanUps: [forgetMails],
  metrics: ({ db, mailEnvironment }) => mailSource(db, mailEnvironment),
}
