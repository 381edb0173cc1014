import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import {
  findChromium,
  findFakeClock,
  findForeignPostgres,
  findHeadlessShell,
  findMariadb,
  findPhp,
  findWordpress,
} from '../tests/programs.ts'

/**
 * Installs the test dependencies that npm does not provide, on Debian as root. Elsewhere prints what is missing, and
 * fails.
 */

const needs = [
  {
    name: 'Chromium',
    purpose: 'the journeys in a browser',
    find: findChromium,
    packages: ['chromium', 'fonts-liberation'],
  },
  {
    name: 'Chromium without its windows',
    purpose: 'the same journeys in less time',
    find: () => (mayInstall() ? findHeadlessShell() : findChromium()),
    packages: ['chromium-headless-shell'],
  },
  {
    name: 'PostgreSQL 15 or newer',
    purpose: 'the tests on a database that Guichet does not carry',
    find: findForeignPostgres,
    packages: ['postgresql'],
  },
  {
    name: 'WordPress',
    purpose: 'the tests of the plugin for it',
    find: findWordpress,
    packages: ['wordpress', 'wordpress-theme-twentytwentythree'],
  },
  {
    name: 'PHP',
    purpose: 'the tests of the plugin for WordPress',
    find: findPhp,
    packages: ['php-cli', 'php-curl', 'php-gd', 'php-mbstring', 'php-mysql', 'php-xml', 'php-zip'],
  },
  {
    name: 'MariaDB',
    purpose: 'the database of that WordPress',
    find: findMariadb,
    // The programs without the service, which another package starts.
    packages: ['mariadb-server-core', 'mariadb-client-core'],
  },
  {
    name: 'libfaketime',
    purpose: 'the tests that change the clock',
    find: findFakeClock,
    packages: ['libfaketime'],
  },
]

const missing = needs.filter(({ find }) => find() === null)
if (missing.length > 0 && mayInstall()) install(missing.flatMap(({ packages }) => packages))

for (const { name, find } of needs) console.log(`${name}: ${find() ?? 'missing'}`)
const stillMissing = needs.filter(({ find }) => find() === null)
for (const { name, purpose, packages } of stillMissing) {
  console.error(
    `${name} is needed for ${purpose}. On Debian: apt-get install ${packages.join(' ')}, or run npm test as root.`,
  )
}
process.exitCode = stillMissing.length > 0 ? 1 : 0

function mayInstall(): boolean {
  return process.geteuid?.() === 0 && existsSync('/etc/debian_version') && existsSync('/usr/bin/apt-get')
}

function install(packages: string[]): void {
  console.log(`Installing ${packages.join(', ')}`)
  aptGet('update')
  if (packages.includes('postgresql')) keepDebianFromStartingADatabase()
  withoutStartingServices(() => aptGet('install', ...packages))
}

/** Runs `work` without starting services: WordPress depends on a web server, which must not listen on port 80. */
function withoutStartingServices(work: () => void): void {
  const policy = '/usr/sbin/policy-rc.d'
  const ours = !existsSync(policy) // Otherwise the administrator has decided.
  if (ours) writeFileSync(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 })
  try {
    work()
  } finally {
    if (ours) rmSync(policy)
  }
}

/** Prevents a database of the system on port 5432: only its programs are needed. */
function keepDebianFromStartingADatabase(): void {
  const file = '/etc/postgresql-common/createcluster.conf'
  if (existsSync(file)) return // The administrator has decided.
  aptGet('install', 'postgresql-common')
  const settings = readFileSync(file, 'utf8')
  writeFileSync(file, settings.replace(/^#?create_main_cluster.*$/m, 'create_main_cluster = false'))
}

function aptGet(command: string, ...args: string[]): void {
  const options = ['-y', '-qq', '-o', 'DPkg::Lock::Timeout=120', '--no-install-recommends']
  execFileSync('apt-get', [...options, command, ...args], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
}
