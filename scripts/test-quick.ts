import { spawnSync } from 'node:child_process'
import { existsSync, globSync, readFileSync } from 'node:fs'
import path from 'node:path'

/**
 * npm run test:quick: checks format, types and the rules of the tree, and runs each test without a database, and the
 * tests in the folders of uncommitted files. Ends at the first step that fails.
 */
const folders = '{browser,contract,desk,i18n,portal,seeds,server,ui,scripts,tests}'
const rules = ['architecture/tables', 'enums', 'french-words', 'used-messages'].map((name) => `tests/${name}.test.ts`)

const changed = new Set(changedFiles())
const changedFolders = new Set([...changed].map((file) => path.dirname(file)))
const chosen = globSync(`${folders}/**/*.test.{ts,tsx}`).filter(
  (file) => rules.includes(file) || isBesideChange(file) || !reaches(file, 'tests/start-postgres.ts', new Set()),
)

const steps: [string, ...string[]][] = [
  ['biome', 'check', '--error-on-warnings', '.'],
  ['tsc', '-p', 'tsconfig.json'],
  ['tsc', '-p', 'tsconfig.desk.json'],
  ['tsc', '-p', 'tsconfig.portal.json'],
  ['vitest', 'run', '--project=unit', '--project=apart', ...chosen],
]
const start = performance.now()
const failed = steps.find(([program, ...args]) => spawnSync(program, args, { stdio: 'inherit' }).status !== 0)
const seconds = ((performance.now() - start) / 1000).toFixed(1)
console.log(failed ? `FAILED: ${failed.slice(0, 3).join(' ')}` : `Passed in ${seconds} s. The rest: npm test`)
process.exitCode = failed ? 1 : 0

/** Returns the paths of files that differ from the last commit, untracked ones included. */
function changedFiles(): string[] {
  return [...git('diff', '--name-only', 'HEAD'), ...git('ls-files', '--others', '--exclude-standard')]
}

/** Returns the lines that git prints, none outside of a repository. */
function git(...args: string[]): string[] {
  const { status, stdout } = spawnSync('git', args, { encoding: 'utf8' })
  return status === 0 ? stdout.split('\n').filter(Boolean) : []
}

/** Tells whether a test is in the folder of a changed file. A helper in tests/ itself has no tests of its own. */
function isBesideChange(file: string): boolean {
  return changed.has(file) || (path.dirname(file) !== 'tests' && changedFolders.has(path.dirname(file)))
}

/** Tells whether a file imports another one, directly or through others. */
function reaches(file: string, target: string, seen: Set<string>): boolean {
  if (file === target) return true
  if (seen.has(file) || !existsSync(file)) return false
  seen.add(file)
  const specifiers = readFileSync(file, 'utf8').matchAll(/(?:from|import)[\s(]*'(\.[^'\n]+)'/g)
  return [...specifiers].some(([, name = '']) => reaches(path.join(path.dirname(file), name), target, seen))
}
