import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'

const root = path.resolve(import.meta.dirname, '..')

export type CliEnvironment = Partial<
  Record<
    | 'DATA_DIR'
    | 'DATABASE_URL'
    | 'S3_URL'
    | 'SMTP_URL'
    | 'MAIL_FROM'
    | 'PUBLIC_URL'
    | 'BACKUP_PASSPHRASE'
    | 'SECRET_KEY',
    string
  >
>

/**
 * Starts a command of `npm run cli` in its own process. `done` resolves with its exit code, or signal, and its output.
 */
export function startCli(
  environment: CliEnvironment,
  ...args: string[]
): { process: ChildProcess; done: Promise<{ code: number | string; output: string }> } {
  const child = spawn(process.execPath, [path.join(root, 'dist/server/cli.js'), ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env.PATH, NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE, ...environment },
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk))
  const done = once(child, 'close').then(([code, signal]) => ({ code: (signal ?? code) as number | string, output }))
  return { process: child, done }
}

export function runCli(...call: Parameters<typeof startCli>) {
  return startCli(...call).done
}
