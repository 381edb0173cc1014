import { spawnSync } from 'node:child_process'
import { existsSync, globSync } from 'node:fs'
import path from 'node:path'

/** Programs that the tests need and npm does not carry. Each is null when this machine has none. */

const chromiumPaths = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** Finds the whole browser. */
export function findChromium(): string | null {
  return chromiumPaths.find((file) => existsSync(file)) ?? null
}

/** Finds the headless browser of Debian, in which journeys take a quarter less processor time. */
export function findHeadlessShell(): string | null {
  const file = '/usr/bin/chromium-headless-shell'
  return existsSync(file) ? file : null
}

/** Finds the folder of programs of a system PostgreSQL, the oldest one from 15 on. */
export function findForeignPostgres(): string | null {
  const folders = globSync(['/usr/lib/postgresql/*/bin', '/usr/pgsql-*/bin', '/opt/homebrew/opt/postgresql@*/bin'])
  const version = (folder: string) => Number(/(\d+)\/bin$/.exec(folder)?.[1])
  const usable = folders.filter((folder) => version(folder) >= 15 && existsSync(path.join(folder, 'initdb')))
  return usable.sort((a, b) => version(a) - version(b))[0] ?? null
}

/** Finds PostgreSQL's load generator. */
export function findPgbench(): string | null {
  const folder = findForeignPostgres()
  const file = folder && path.join(folder, 'pgbench')
  return file && existsSync(file) ? file : null
}

/** Finds the files of a WordPress: Debian's, or those in WORDPRESS_DIR. */
export function findWordpress(): string | null {
  const folder = process.env.WORDPRESS_DIR ?? '/usr/share/wordpress'
  return existsSync(`${folder}/wp-settings.php`) ? folder : null
}

/** Finds PHP for the command line, with the extensions that WordPress requires. */
export function findPhp(): string | null {
  const php = '/usr/bin/php'
  if (!existsSync(php)) return null
  const modules = spawnSync(php, ['-m'], { encoding: 'utf8' }).stdout.toLowerCase().split('\n')
  return ['curl', 'dom', 'gd', 'mbstring', 'mysqli', 'zip'].every((name) => modules.includes(name)) ? php : null
}

/** Finds the server of MariaDB. The program that creates its folder is beside it or in /usr/bin. */
export function findMariadb(): string | null {
  return ['/usr/sbin/mariadbd', '/usr/bin/mariadbd'].find((file) => existsSync(file)) ?? null
}

/** Finds the library with which a test sets the clock of a program. */
export function findFakeClock(): string | null {
  return globSync('/usr/lib/*/faketime/libfaketime.so.1')[0] ?? null
}
