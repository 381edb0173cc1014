import { execFileSync, spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

/**
 * npm run test:wordpress:newest: the plugin's tests on the WordPress of Debian's development, which follows the newest by
 * days. Its packages are unpacked into a folder of their own, and nothing is installed.
 */

const suite = 'sid'
const folder = mkdtempSync(path.join(tmpdir(), 'guichet-wordpress-'))
const root = path.join(folder, 'root')
const site = path.join(folder, 'site')

const output = (program: string, args: string[], cwd = folder) =>
  execFileSync(program, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })

try {
  unpackPackages()
  resolveLinks(path.join(root, 'usr/share/wordpress'), site)
  const version = /\$wp_version = '([^']+)'/.exec(readFileSync(path.join(site, 'wp-includes/version.php'), 'utf8'))?.[1]
  console.log(`WordPress ${version}`)
  const { status } = spawnSync('vitest', ['run', '--project', 'journeys', 'tests/wordpress'], {
    stdio: 'inherit',
    env: { ...process.env, WORDPRESS_DIR: site },
  })
  process.exitCode = status ?? 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}

/** Unpacks WordPress, its theme, and the libraries that Debian packages separately. */
function unpackPackages(): void {
  const [line = ''] = output('apt-get', [
    'indextargets',
    '--format',
    '$(REPO_URI)',
    'Created-By: Packages',
    'Origin: Debian',
  ]).split('\n')
  if (line === '') throw new Error('This takes Debian and its list of packages: run "apt-get update" first')
  for (const name of ['lists', 'cache', 'parts', 'packages', 'root']) mkdirSync(path.join(folder, name))
  writeFileSync(
    path.join(folder, 'parts/newest.sources'),
    `Types: deb\nURIs: ${line}\nSuites: ${suite}\nComponents: main\nSigned-By: /usr/share/keyrings/debian-archive-keyring.gpg\n`,
  )
  const options = [
    ...['-o', 'Dir::Etc::sourcelist=/dev/null', '-o', `Dir::Etc::sourceparts=${folder}/parts`],
    ...['-o', `Dir::State::Lists=${folder}/lists`, '-o', `Dir::Cache=${folder}/cache`, '-o', 'APT::Sandbox::User=root'],
  ]
  output('apt-get', [...options, 'update'])
  const needed = output('apt-cache', [...options, 'depends', '--no-suggests', 'wordpress']).match(
    /\b(libjs|libphp|php-getid3|wordpress-theme)[\w.-]*/g,
  )

  const packages = path.join(folder, 'packages')
  output('apt-get', [...options, 'download', 'wordpress', ...new Set(needed)], packages)
  for (const file of readdirSync(packages)) output('dpkg-deb', ['-x', path.join(packages, file), root])
}

/** Copies a folder, and replaces links by their targets among the unpacked files, or on this machine. */
function resolveLinks(from: string, to: string): void {
  if (lstatSync(from).isDirectory()) {
    mkdirSync(to)
    for (const name of readdirSync(from)) resolveLinks(path.join(from, name), path.join(to, name))
    return
  }
  const file = targetOf(from)
  if (existsSync(file)) cpSync(file, to, { recursive: true, dereference: true })
}

function targetOf(file: string): string {
  if (!existsSync(path.dirname(file)) || !isLink(file)) return file
  const target = readlinkSync(file)
  if (!path.isAbsolute(target)) return targetOf(path.resolve(path.dirname(file), target))
  const unpacked = path.join(root, target)
  return isLink(unpacked) || existsSync(unpacked) ? targetOf(unpacked) : target
}

function isLink(file: string): boolean {
  return lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink() ?? false
}
