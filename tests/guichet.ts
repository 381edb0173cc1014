import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { client } from '../contract/client.ts'
import { api } from '../contract/index.ts'
import { freePort } from '../server/platform/embedded-postgres/endpoint.ts'
import type { ClockEnvironment } from './fake-clock.ts'

export const administrator = { email: 'lea@example.test', password: 'orage-violet-42' }
const root = path.resolve(import.meta.dirname, '..')
const main = path.join(root, 'dist/server/main.js')

export type Environment = Partial<
  Record<
    | 'PORT'
    | 'PUBLIC_URL'
    | 'DATA_DIR'
    | 'DATABASE_URL'
    | 'SECRET_KEY'
    | 'S3_URL'
    | 'SMTP_URL'
    | 'MAIL_FROM'
    | 'MAIL_RETRY_SECONDS'
    | 'MAIL_HOLD_SECONDS',
    string
  >
> & { ADMIN_EMAIL?: ''; ADMIN_PASSWORD?: '' } & Partial<FakeClock>

/** Environment of a program that lives by the clock of tests/fake-clock.ts. */
type FakeClock = ClockEnvironment

/** Whole Guichet in its own process, as `npm start` runs it, on a free loopback port. */
export type Guichet = {
  process: ChildProcess
  base: string
  /** Returns everything that it wrote to both outputs. */
  output(): string
  /** Resolves with the milliseconds from its start to the first healthy response; rejects when it ends before. */
  healthy: Promise<number>
  /** Sends SIGTERM. Resolves with its exit code, or signal, once it has ended. */
  stop(): Promise<number | string>
  kill(): Promise<void>
}

/** @param command program to run: the server itself, or npm */
export async function startGuichet(
  environment: Environment,
  command: [string, ...string[]] = [process.execPath, ...startOptions(), main],
): Promise<Guichet> {
  const [program, ...args] = command
  const port = Number(environment.PORT ?? (await freePort()))
  const base = `http://127.0.0.1:${port}`
  const start = performance.now()
  const child = spawn(program, args, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
      PORT: String(port),
      LOG_LEVEL: 'warn',
      MAIL_HOLD_SECONDS: '0',
      MAIL_RETRY_SECONDS: '2',
      ADMIN_EMAIL: administrator.email,
      ADMIN_PASSWORD: administrator.password,
      ...environment,
    },
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk))
  const ended = once(child, 'exit').then(([code, signal]) => (signal ?? code) as number | string)
  const healthy = untilHealthy(base, child, start, () => output)
  healthy.catch(() => {}) // The caller who awaits it gets the error.
  return {
    process: child,
    base,
    output: () => output,
    healthy,
    stop: () => {
      child.kill('SIGTERM')
      return ended
    },
    kill: async () => {
      child.kill('SIGKILL')
      await ended
    },
  }
}

/** Returns Node's options of `npm start`. */
function startOptions(): string[] {
  const { scripts } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'))
  return /node (.*?) ?dist/.exec(scripts.start)?.[1]?.split(' ').filter(Boolean) ?? []
}

async function untilHealthy(base: string, child: ChildProcess, start: number, output: () => string): Promise<number> {
  while (child.exitCode === null && child.signalCode === null) {
    if ((await health(base)) === 200) return performance.now() - start
    if (performance.now() - start > 60_000) throw new Error(`not healthy after a minute:\n${output()}`)
    await delay(20)
  }
  throw new Error(`it ended before it was healthy:\n${output()}`)
}

/** Returns the status of /healthz, or why there is none. */
export async function health(base: string): Promise<number | 'no answer'> {
  return fetch(`${base}/healthz`, { signal: AbortSignal.timeout(8000) }).then(
    async (answer) => {
      await answer.arrayBuffer()
      return answer.status
    },
    () => 'no answer' as const,
  )
}

/** Signs in an agent, by default the administrator. The cookie survives a restart of the server. */
export async function signIn(base: string, email = administrator.email): Promise<{ cookie: string }> {
  const answer = await fetch(`${base}${api.session.create.path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...administrator, email }),
  })
  if (answer.status !== 201) throw new Error(`signing in was refused: ${answer.status} ${await answer.text()}`)
  const cookie = answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
  return { cookie }
}

/** Returns a typed caller for a signed-in agent. */
export function callerOf(base: string, signedIn: { cookie: string }) {
  return client({ base, headers: () => signedIn })
}
