import type { Env } from '../env.ts'
import type { Report } from '../platform/backup/index.ts'

export type Call = {
  env: Env
  /** What follows the command's name, options aside. */
  args: string[]
  /** Whether the contents of files are to be read too. */
  files: boolean
  say: (line: string) => void
  report: Report
}

/** Resolves with the exit code; what it throws is said, without a stack, and makes 1. */
export type Command = (call: Call) => Promise<number>
