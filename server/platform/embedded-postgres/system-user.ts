import { readFile } from 'node:fs/promises'
import { type RunAs, runCommand } from './run-command.ts'
import { StartupError } from './startup-error.ts'

const systemUserName = 'guichet'

/** Tells whether this process is root. PostgreSQL refuses to run as root, so a system user is created for it. */
export function isRoot(): boolean {
  return process.geteuid?.() === 0
}

/**
 * Returns the user who runs PostgreSQL, creating it if necessary; null when Guichet itself is not root.
 * @throws StartupError when the user cannot be created, or the container forbids changing users
 */
export async function requireSystemUser(): Promise<RunAs> {
  if (!isRoot()) return null
  const user = (await findSystemUser()) ?? (await createSystemUser())
  await requireUserSwitch(user)
  return user
}

/** Checks that this process may change to the user. The kernel refuses before any program runs. */
async function requireUserSwitch(user: RunAs): Promise<void> {
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
  for (const [command, ...args] of createUserCommands) {
    try {
      await runCommand(command, [...args, systemUserName])
    } catch (error) {
      failures.push(String(error))
    }
    // Looks again even after a failure: another Guichet may have created the user at the same moment.
    const user = await findSystemUser()
    if (user) return user
  }
  throw new StartupError(
    `PostgreSQL never runs as root, and the system user "${systemUserName}" could not be created. ` +
      `Create it yourself, start Guichet as an ordinary user, or set DATABASE_URL.\n${failures.join('\n')}`,
  )
}

const createUserCommands: [string, ...string[]][] = [
  ['useradd', '--system', '--user-group', '--no-create-home', '--home-dir', '/nonexistent', '--shell', '/bin/false'],
  ['adduser', '-S', '-D', '-H', '-h', '/nonexistent', '-s', '/bin/false'], // BusyBox
]
