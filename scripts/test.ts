import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'

/**
 * npm test: runs all checks, the cheapest first. Stages run one after the other; the lanes of a stage run side by side,
 * each its steps in turn. A stage before the tests in which a step fails is the last one; of the tests all run, so that
 * one failure hides no other. The last line, alone, is `N passed, N failed`, counted from the reports of the runners; a
 * failed step without a report counts for one.
 */

/** Cache of compiled modules, for the servers of the kill tests; vitest.config.ts has the same for its own. */
process.env.NODE_COMPILE_CACHE ??= path.resolve('node_modules/.cache/node-compile')

const reports = path.resolve('test-results')
const none = { passed: 0, failed: 0, skipped: 0 }

type Step = { title: string; command: [string, ...string[]]; report?: string }

/** Stages of lanes. The output of a stage's first lane is shown at once, that of the others when they end. */
const stages: Step[][][] = [
  [[{ title: 'What this machine must provide', command: ['node', 'scripts/ensure-debian.ts'] }]],
  [
    [{ title: 'The pages and the server build', command: ['node', 'scripts/build.ts'] }],
    [
      { title: 'Format and lint', command: ['biome', 'check', '--error-on-warnings', '.'] },
      { title: 'Types of the server, the tests and the tools', command: ['tsc', '-p', 'tsconfig.json'] },
      { title: 'Types of the desk', command: ['tsc', '-p', 'tsconfig.desk.json'] },
      { title: 'Types of the client’s page', command: ['tsc', '-p', 'tsconfig.portal.json'] },
    ],
    [{ title: 'Generated files are up to date', command: ['node', 'scripts/gen.ts', '--check'] }],
  ],
  [
    [
      vitest('Rules and use cases, on a real database', 'unit', 'apart'),
      vitest('Journeys in a real browser', 'journeys'),
    ],
    // Tests that mostly wait: for starts, retries and schedules.
    [
      vitest('Processes: start, stop, kill, two servers on one database', 'processes'),
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
    ],
  ],
  [[vitest('What must be there within a second, one file at a time', 'timed')]],
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

for (const lanes of stages) {
  const outcomes = await Promise.all(lanes.map((lane, index) => runLane(lane, index === 0)))
  for (const { output } of outcomes) process.stdout.write(output)
  if (outcomes.some(({ goesOn }) => !goesOn)) break
}

console.log(`\n${total.skipped} skipped, in ${seconds(start)}`)
console.log(`${total.passed} passed, ${total.failed} failed`)
process.exitCode = total.failed === 0 ? 0 : 1

/**
 * Runs the steps of a lane, up to the first one without a report that fails. Returns the output that it has not shown.
 */
async function runLane(lane: Step[], isShown: boolean): Promise<{ goesOn: boolean; output: string }> {
  let output = ''
  const write = (more: string) => {
    if (isShown) process.stdout.write(more)
    else output += more
  }
  for (const step of lane) {
    write(`\n━━ ${step.title}\n`)
    const stepStart = performance.now()
    const succeeded = await run(step, isShown, write)
    const counted = step.report ? readCounts(step.report) : none
    total.passed += counted.passed
    total.skipped += counted.skipped
    total.failed += Math.max(counted.failed, succeeded ? 0 : 1)
    write(`   ${succeeded ? 'done' : 'FAILED'} in ${seconds(stepStart)}\n`)
    if (!succeeded && !step.report) return { goesOn: false, output }
  }
  return { goesOn: true, output }
}

async function run({ command }: Step, isShown: boolean, write: (output: string) => void): Promise<boolean> {
  const [program, ...args] = command
  const stdio = isShown ? 'inherit' : 'pipe'
  const child = spawn(program, args, { stdio: ['ignore', stdio, stdio] })
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', write)
  try {
    const [code] = await once(child, 'close')
    return code === 0
  } catch (error) {
    write(`${error}\n`)
    return false
  }
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
