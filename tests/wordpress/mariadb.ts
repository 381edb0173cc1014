import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, mkdirSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { freePort } from '../../server/platform/embedded-postgres/endpoint.ts'
import { findMariadb } from '../programs.ts'

export const database = { name: 'wordpress', user: 'wordpress', password: 'plume-noire-17' }

/** A MariaDB of its own under a folder, on a free port of the loopback, with an empty database. */
export async function startMariadb(folder: string): Promise<{ port: number; stop(): Promise<void> }> {
  const program = findMariadb()
  if (!program) throw new Error('No MariaDB on this machine: run "node scripts/ensure-debian.ts"')
  const owner = userFor()
  const files = path.join(folder, 'mariadb')
  const welcome = path.join(folder, 'welcome.sql')
  mkdirSync(files)
  const { name, user, password } = database
  writeFileSync(
    welcome,
    `CREATE DATABASE ${name};\nGRANT ALL ON ${name}.* TO ${user}@'127.0.0.1' IDENTIFIED BY '${password}';\n`,
  )
  if (owner) for (const entry of [folder, files, welcome]) chownSync(entry, owner.uid, owner.gid)
  execFileSync(
    'mariadb-install-db',
    ['--no-defaults', `--datadir=${files}`, '--skip-test-db', '--auth-root-authentication-method=normal'],
    { ...owner, cwd: folder, stdio: 'ignore' },
  )
  const port = await freePort()
  const server = spawn(
    program,
    [
      '--no-defaults',
      `--datadir=${files}`,
      `--init-file=${welcome}`,
      `--port=${port}`,
      '--bind-address=127.0.0.1',
      `--socket=${path.join(folder, 'mariadb.sock')}`,
      `--pid-file=${path.join(folder, 'mariadb.pid')}`,
      '--skip-name-resolve',
      '--innodb-buffer-pool-size=64M',
      '--innodb-flush-log-at-trx-commit=0',
    ],
    { ...owner, cwd: folder, stdio: 'ignore' },
  )
  const ended = once(server, 'exit')
  await untilItListens(port)
  return {
    port,
    async stop() {
      server.kill('SIGTERM')
      await ended
    },
  }
}

/** It refuses to run as root, and needs no user of its own. */
function userFor(): { uid: number; gid: number } | null {
  if (process.geteuid?.() !== 0) return null
  const number = (option: string) => Number(execFileSync('id', [option, 'nobody'], { encoding: 'utf8' }))
  return { uid: number('-u'), gid: number('-g') }
}

async function untilItListens(port: number): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const socket = connect(port, '127.0.0.1')
    try {
      await once(socket, 'connect')
      return
    } catch (error) {
      if (attempt > 400) throw error
      await delay(50)
    } finally {
      socket.destroy()
    }
  }
}
