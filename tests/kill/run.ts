import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { api } from '../../contract/index.ts'
import { buildWhenNeeded } from '../../scripts/builds.ts'
import { findPostgresOn } from '../../server/platform/embedded-postgres/find-postgres.ts'
import { findRunningPostgres } from '../../server/platform/embedded-postgres/index.ts'
import { makeDataDir, removeDataDir } from '../data-dir.ts'
import { callerOf, type Guichet, signIn, startGuichet } from '../guichet.ts'
import { audit } from './audit.ts'
import { askAgain, createUntilCut, type Ledger, repeatSome } from './creations.ts'

/**
 * The kill test: round after round, kills the server in the middle of concurrent creations, in half of the rounds with
 * its PostgreSQL, starts it again, asks again for what was not answered, and compares with the database.
 * Usage: node tests/kill/run.ts [--rounds 20] [--report FILE]
 */

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '20' }, report: { type: 'string' } } })
const rounds = Number(values.rounds)
const longestRestartMs = 10_000

await buildWhenNeeded()
const dataDir = await makeDataDir()
const ledger: Ledger = new Map()
let failed = 0

try {
  let guichet = await startGuichet({ DATA_DIR: dataDir })
  console.log(`First start: healthy in ${Math.round(await guichet.healthy)} ms`)
  const signedIn = await signIn(guichet.base)
  const body = { name: 'Client of the kill test' }
  const { id: contactId } = await callerOf(guichet.base, signedIn)(api.contacts.create, { body })

  for (let round = 1; round <= rounds; round++) {
    const asked = ledger.size
    const creating = createUntilCut(callerOf(guichet.base, signedIn), contactId, ledger)
    const killed = await killAmid(creating, guichet, round % 2 === 0)
    const interrupted = round % 4 === 0 ? await killWhileStarting() : ''
    guichet = await startGuichet({ DATA_DIR: dataDir })
    const { figures, faults } = await check(guichet, signedIn)
    if (faults.length > 0) failed++
    const story = `${ledger.size - asked} tickets asked for, ${killed}${interrupted}; ${figures}`
    console.log(`${faults.length === 0 ? 'ok  ' : 'FAIL'} round ${round}: ${story}`)
    for (const fault of faults.slice(0, 10)) console.log(`     ${fault}`)
  }
  await guichet.stop()
} finally {
  await removeDataDir(dataDir)
}

console.log(`\n${ledger.size} tickets asked for in ${rounds} rounds: ${rounds - failed} passed, ${failed} failed`)
if (values.report) {
  await writeFile(values.report, JSON.stringify({ numPassedTests: rounds - failed, numFailedTests: failed }))
}
process.exitCode = failed === 0 ? 0 : 1

async function check(guichet: Guichet, signedIn: { cookie: string }): Promise<{ figures: string; faults: string[] }> {
  try {
    const startMs = await guichet.healthy
    const call = callerOf(guichet.base, signedIn)
    const again = await askAgain(call, ledger)
    await repeatSome(call, ledger)
    const { faults, dispatchMs } = await audit(await requireDatabaseUrl(), dataDir, ledger)
    if (startMs > longestRestartMs) faults.push('it took too long to be healthy')
    const figures = `healthy in ${Math.round(startMs)} ms, ${again} asked again, all dispatched in ${Math.round(dispatchMs)} ms`
    return { figures, faults }
  } catch (error) {
    return { figures: String(error), faults: [guichet.output().slice(-2000)] }
  }
}

async function killAmid(creating: Promise<void>, guichet: Guichet, withDatabase: boolean): Promise<string> {
  const instant = 100 + Math.random() * 2000
  await Promise.race([delay(instant), creating])
  const postgres = withDatabase ? await findPostgresOn(clusterFiles()) : []
  guichet.process.kill('SIGKILL')
  for (const pid of postgres) process.kill(pid, 'SIGKILL')
  await creating
  return `killed ${withDatabase ? 'with its database ' : ''}at ${Math.round(instant)} ms`
}

async function killWhileStarting(): Promise<string> {
  const guichet = await startGuichet({ DATA_DIR: dataDir })
  const instant = Math.random() * 1000
  await delay(instant)
  await guichet.kill()
  return `, then killed while starting at ${Math.round(instant)} ms`
}

async function requireDatabaseUrl(): Promise<string> {
  const url = await findRunningPostgres(dataDir)
  if (url === null) throw new Error('the server runs, but its folder is not locked')
  return url
}

function clusterFiles(): string {
  return path.join(dataDir, 'postgres', 'cluster')
}
