import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { Client } from 'pg'
import { freePort } from '../server/platform/embedded-postgres/endpoint.ts'
import { makeDataDir } from './data-dir.ts'
import type { ClockEnvironment } from './fake-clock.ts'
import { findForeignPostgres } from './programs.ts'

const password = 'hors-les-murs'

/** PostgreSQL of a host, which Guichet does not contain: Debian's, on a free loopback port. */
export type ForeignPostgres = {
  url: string
  version: string
  start(): Promise<void>
  stop(): Promise<void>
  remove(): Promise<void>
}

/**
 * @param clock by which it lives. Started on a new, empty cluster. Throws when this machine has no such PostgreSQL: npm
 * test installs it.
 */
export async function startForeignPostgres(clock?: ClockEnvironment): Promise<ForeignPostgres> {
  const bin = findForeignPostgres()
  if (!bin) throw new Error('No PostgreSQL of this machine was found: run "node scripts/ensure-debian.ts"')
  const owner = userFor()
  const folder = await makeDataDir()
  const files = createCluster(bin, folder, owner)
  const port = await freePort()
  const url = `postgres://host:${password}@127.0.0.1:${port}/postgres`
  let server: ChildProcess | null = null

  const foreign: ForeignPostgres = {
    url,
    version: execFileSync(path.join(bin, 'postgres'), ['--version'], { encoding: 'utf8' }).trim(),
    async start() {
      const settings = ['-c', 'listen_addresses=127.0.0.1', '-c', `port=${port}`, '-c', 'unix_socket_directories=']
      const env = { ...process.env, ...clock }
      server = spawn(path.join(bin, 'postgres'), ['-D', files, ...settings], {
        ...owner,
        env,
        cwd: '/',
        stdio: 'ignore',
      })
      await untilItAnswers(url)
    },
    async stop() {
      if (!server || server.exitCode !== null) return
      const ended = once(server, 'exit')
      server.kill('SIGINT')
      await ended
    },
    async remove() {
      await foreign.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
  await foreign.start()
  return foreign
}

/** PostgreSQL refuses to run as root: Debian's has its own user. */
function userFor(): { uid: number; gid: number } | null {
  if (process.geteuid?.() !== 0) return null
  const number = (option: string) => Number(execFileSync('id', [option, 'postgres'], { encoding: 'utf8' }))
  return { uid: number('-u'), gid: number('-g') }
}

function createCluster(bin: string, folder: string, owner: { uid: number; gid: number } | null): string {
  const files = path.join(folder, 'cluster')
  const passwordFile = path.join(folder, 'password')
  mkdirSync(files)
  writeFileSync(passwordFile, password)
  if (owner) for (const entry of [folder, files, passwordFile]) chownSync(entry, owner.uid, owner.gid)
  const options = ['--encoding=UTF8', '--locale=C.UTF-8', '--auth=scram-sha-256', '--username=host', '--no-sync']
  execFileSync(path.join(bin, 'initdb'), [...options, `--pwfile=${passwordFile}`, files], {
    ...owner,
    cwd: '/',
    stdio: 'ignore',
  })
  return files
}

async function untilItAnswers(connectionString: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const client = new Client({ connectionString })
    client.on('error', () => {})
    try {
      await client.connect()
      return await client.end()
    } catch (error) {
      if (attempt > 300) throw error
      await delay(50)
    }
  }
}
