import type { Secrets } from './secrets.ts'

/** Mail settings of the environment, which come before those of the desk. */
export type MailEnvironment = {
  smtpUrl: string | undefined
  sender: string | undefined
  /** Base address of the links in mails, which have none without it. */
  publicUrl: string | undefined
  secrets: Secrets
}
