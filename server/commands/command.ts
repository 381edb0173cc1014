import type { Env } from '../env.ts'
import type { ReportProgress } from '../platform/backup/index.ts'

export type Options = {
  /** Whether the contents of files are read, too. */
  files: boolean
  /** Whether a backup is encrypted with the environment's passphrase. */
  encrypt: boolean
  /** Age recipient for whom a backup is encrypted. */
  recipient: string | undefined
  /** Age key file that decrypts a backup. */
  identity: string | undefined
  /** Whether a backup is restored without the secrets whose key is lost. */
  withoutKey: boolean
  /** Whether a backup is restored that does not prove its origin. */
  unproven: boolean
}

export type Call = {
  env: Env
  /** Arguments after the command's name, without options. */
  args: string[]
  options: Options
  say: (line: string) => void
  report: ReportProgress
}

/** Command that resolves with its exit code. An error that it throws is printed without a stack, and the code is 1. */
export type Command = (call: Call) => Promise<number>
