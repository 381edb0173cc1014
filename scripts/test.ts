import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'

/**
 * npm test: everything that must hold, the cheapest first. A step before the tests that fails is the last one; of the tests
 * all run, so that one failure hides no other.
 * The last line, alone, is `N passed, N failed`, counted from the reports of the runners; a failed step without a report
 * counts for one.
 */

const reports = path.resolve('test-results')
const none = { passed: 0, failed: 0, skipped: 0 }

type Step = { title: string; command: [string, ...string[]]; report?: string }

const steps: Step[] = [
  { title: 'What this machine must provide', command: ['node', 'scripts/ensure-debian.ts'] },
  { title: 'Format and lint', command: ['biome', 'check', '--error-on-warnings', '.'] },
  { title: 'Types of the server, the tests and the tools', command: ['tsc', '-p', 'tsconfig.json'] },
  { title: 'Types of the desk', command: ['tsc', '-p', 'tsconfig.desk.json'] },
  { title: 'Types of the client’s page', command: ['tsc', '-p', 'tsconfig.portal.json'] },
  { title: 'Generated files are up to date', command: ['node', 'scripts/gen.ts', '--check'] },
  { title: 'The desk builds', command: ['node', 'scripts/build-pages.ts'] },
  vitest('Rules and use cases, on a real database', 'unit', 'apart'),
  vitest('Processes: start, stop, kill, two servers on one database', 'processes'),
  vitest('What must be there within a second, one file at a time', 'timed'),
  vitest('Journeys in a real browser', 'journeys'),
  {
    title: 'Killed at random, nothing is lost (short form)',
    command: ['node', 'tests/kill/run.ts', '--rounds', '4', '--report', `${reports}/kill.json`],
    report: 'kill',
  },
  {
    title: 'Killed at random, beside a bad mail server, every mail arrives (short form)',
    command: ['node', 'tests/kill/mail.ts', '--rounds', '3', '--report', `${reports}/kill-mail.json`],
    report: 'kill-mail',
  },
]

function vitest(title: string, ...projects: [string, ...string[]]): Step {
  const [report] = projects
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reports}/${report}.json`]
  return { title, command: ['vitest', 'run', ...projects.map((name) => `--project=${name}`), ...reporters], report }
}

rmSync(reports, { recursive: true, force: true })
mkdirSync(reports)
const total = { passed: 0, failed: 0, skipped: 0 }
const start = performance.now()

for (const [index, step] of steps.entries()) {
  console.log(`\n━━ ${index + 1}/${steps.length} ${step.title}`)
  const stepStart = performance.now()
  const succeeded = run(step)
  const counted = step.report ? readCounts(step.report) : none
  total.passed += counted.passed
  total.skipped += counted.skipped
  total.failed += Math.max(counted.failed, succeeded ? 0 : 1)
  console.log(`   ${succeeded ? 'done' : 'FAILED'} in ${seconds(stepStart)}`)
  if (!succeeded && !step.report) break
}

console.log(`\n${total.skipped} skipped, in ${seconds(start)}`)
console.log(`${total.passed} passed, ${total.failed} failed`)
process.exitCode = total.failed === 0 ? 0 : 1

function run({ command: [program, ...args] }: Step): boolean {
  const { status, error } = spawnSync(program, args, { stdio: ['ignore', 'inherit', 'inherit'] })
  if (error) console.error(error.message)
  return status === 0
}

/** Vitest's JSON report, whose form the kill test follows. */
function readCounts(report: string): typeof none {
  try {
    const counts = JSON.parse(readFileSync(path.join(reports, `${report}.json`), 'utf8'))
    return { passed: counts.numPassedTests, failed: counts.numFailedTests, skipped: counts.numPendingTests ?? 0 }
  } catch {
    return none
  }
}

function seconds(since: number): string {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`
}
