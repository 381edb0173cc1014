export { startMailing } from './mailing.ts'
export { mountMails } from './routes.ts'
export type { MailEnvironment } from './settings.ts'
