import type { Secrets } from './secrets.ts'

/** Mail settings of the environment, which override those of the desk. */
export type MailEnvironment = {
  smtpUrl: string | undefined
  sender: string | undefined
  /** Base URL of the links in mails. Without it, mails have no links. */
  publicUrl: string | undefined
  secrets: Secrets
}
