import type { Env } from '../env.ts'
import type { ReportProgress } from '../platform/backup/index.ts'

export type Options = {
  /** Whether the contents of files are to be read too. */
  files: boolean
  /** Whether a backup is encrypted with the passphrase of the environment. */
  encrypt: boolean
  /** The age recipient for whom a backup is encrypted. */
  recipient: string | undefined
  /** The age key file that opens a backup. */
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

/** Resolves with the exit code; what it throws is said, without a stack, and makes 1. */
export type Command = (call: Call) => Promise<number>
