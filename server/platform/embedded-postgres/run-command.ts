import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { StartupError } from './startup-error.ts'

const execute = promisify(execFile)

/** System user who runs PostgreSQL's programs; null for the user who runs Guichet. */
export type RunAs = { uid: number; gid: number } | null

/** Environment of every program started here. Guichet's own contains secrets, and may be empty. */
export const programEnvironment = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C', TZ: 'UTC' }

/**
 * Runs a program to its end in a working directory.
 * @returns its standard output
 * @throws StartupError with its standard error
 */
export async function runCommand(command: string, args: string[], runAs: RunAs = null, cwd = '/'): Promise<string> {
  try {
    const { stdout } = await execute(command, args, { ...runAs, cwd, env: programEnvironment })
    return stdout
  } catch (error) {
    throw new StartupError(`${command} failed: ${explanation(error)}`, { cause: error })
  }
}

function explanation(error: unknown): string {
  if (error instanceof Error && 'stderr' in error && typeof error.stderr === 'string' && error.stderr.trim() !== '') {
    return error.stderr.trim()
  }
  return error instanceof Error ? error.message : String(error)
}
