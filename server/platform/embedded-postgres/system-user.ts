import { readFile } from 'node:fs/promises'
import { type RunAs, runCommand } from './run-command.ts'
import { StartupError } from './startup-error.ts'

const systemUserName = 'guichet'

/** PostgreSQL refuses to run as root, and so do we: as root a system user is created once and used. */
export function isRoot(): boolean {
  return process.geteuid?.() === 0
}

/**
 * The user under which PostgreSQL is to run, created when missing; null when Guichet itself is not root.
 * @throws StartupError when there is no such user and none can be created, or this container lets nobody become it
 */
export async function requireSystemUser(): Promise<RunAs> {
  if (!isRoot()) return null
  const user = (await findSystemUser()) ?? (await createSystemUser())
  await requireBecoming(user)
  return user
}

/** The kernel's refusal to change user comes before any program runs. */
async function requireBecoming(user: RunAs): Promise<void> {
  await runCommand('/bin/sh', ['-c', ':'], user).catch((error) => {
    throw new StartupError(
      `PostgreSQL never runs as root, and it could not be run as the system user "${systemUserName}". ` +
        `Start Guichet as an ordinary user, or set DATABASE_URL.\n${error.message}`,
      { cause: error },
    )
  })
}

async function findSystemUser(): Promise<NonNullable<RunAs> | null> {
  const lines = (await readFile('/etc/passwd', 'utf8')).split('\n')
  const line = lines.find((line) => line.startsWith(`${systemUserName}:`))
  if (!line) return null
  const [, , uid, gid] = line.split(':')
  return { uid: Number(uid), gid: Number(gid) }
}

async function createSystemUser(): Promise<NonNullable<RunAs>> {
  const failures: string[] = []
  for (const [command, ...args] of waysToCreateAUser) {
    try {
      await runCommand(command, [...args, systemUserName])
    } catch (error) {
      failures.push(String(error))
    }
    // Asked again even after a failure: another Guichet, started at the same moment, may have created it.
    const user = await findSystemUser()
    if (user) return user
  }
  throw new StartupError(
    `PostgreSQL never runs as root, and the system user "${systemUserName}" could not be created. ` +
      `Create it yourself, start Guichet as an ordinary user, or set DATABASE_URL.\n${failures.join('\n')}`,
  )
}

const waysToCreateAUser: [string, ...string[]][] = [
  ['useradd', '--system', '--user-group', '--no-create-home', '--home-dir', '/nonexistent', '--shell', '/bin/false'],
  ['adduser', '-S', '-D', '-H', '-h', '/nonexistent', '-s', '/bin/false'], // BusyBox
]
