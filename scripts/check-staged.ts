import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'

/**
 * npm run check:staged, for a git hook: formats the staged files, and checks the types of the programs that they belong
 * to. A file that is staged in part is only checked, since formatting it would stage the rest of it.
 */
const staged = listFiles('diff', '--cached', '--name-only', '--diff-filter=ACMR')
const unstaged = new Set(listFiles('diff', '--name-only'))
const whole = staged.filter((file) => !unstaged.has(file))
const partial = staged.filter((file) => unstaged.has(file))

const biome = ['biome', 'check', '--error-on-warnings', '--no-errors-on-unmatched', '--files-ignore-unknown=true']
const programs = ['tsconfig.json', 'tsconfig.desk.json', 'tsconfig.portal.json'].filter(isTouched)
const steps = [
  whole.length > 0 ? [...biome, '--write', ...whole] : [],
  whole.length > 0 ? ['git', 'add', '--', ...whole] : [],
  partial.length > 0 ? [...biome, ...partial] : [],
  ...programs.map((program) => ['tsc', '-p', program]),
]
process.exitCode = steps.every(run) ? 0 : 1

function listFiles(...args: string[]): string[] {
  const { status, stdout, stderr } = spawnSync('git', [...args, '-z', '--relative'], { encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
  return stdout.split('\0').filter(Boolean)
}

/** Tells whether a program contains a staged file, or is configured by one. */
function isTouched(program: string): boolean {
  const { include } = JSON.parse(readFileSync(program, 'utf8')) as { include: string[] }
  const configuration = [program, 'package.json', 'package-lock.json']
  return staged.some(
    (file) =>
      configuration.includes(file) ||
      (/\.tsx?$/.test(file) && include.some((part) => file.startsWith(`${part}/`) || path.matchesGlob(file, part))),
  )
}

/** Runs a command, unless it is empty. Returns whether it succeeded. */
function run([command, ...args]: string[]): boolean {
  return command === undefined || spawnSync(command, args, { stdio: 'inherit' }).status === 0
}
