import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { buildWhenNeeded } from '../scripts/builds.ts'
import { startEmbeddedPostgres } from '../server/platform/embedded-postgres/index.ts'
import { makeDataDir, removeDataDir } from '../tests/data-dir.ts'
import { startGuichet } from '../tests/guichet.ts'
import { findPgbench } from '../tests/programs.ts'
import { capture, type Exchange } from './capture.ts'
import { load } from './load.ts'
import { memoryOf, ownMemoryOf } from './memory.ts'
import { measureReference, referencePerSecond } from './reference.ts'
import { replay } from './replay.ts'
import { scenarios } from './scenarios.ts'
import { seed } from './seed.ts'

/**
 * npm run bench: measures the promised load, on a database of its own, and compares it with the same statements sent by
 * pgbench, since the ratio is similar on all machines. Fails below a floor, which is the target where that is reached.
 */
const { values } = parseArgs({
  options: { tickets: { type: 'string', default: '100000' }, seconds: { type: 'string', default: '9' } },
})
const tickets = Number(values.tickets)
const seconds = Number(values.seconds)
const largestMemory = 400
/** Targets are for 100,000 tickets; with ten times as many, each figure must stay within a factor of 1.5. */
const share = tickets > 100_000 ? 1 / 1.5 : 1

await buildWhenNeeded()
const dataDir = await makeDataDir()
try {
  const statements = await prepare(dataDir)
  process.exitCode = (await measure(dataDir, statements)) ? 0 : 1
} finally {
  await removeDataDir(dataDir)
}

/** Seeds the database, and captures the statements of each scenario. */
async function prepare(dataDir: string): Promise<Map<string, Exchange[]>> {
  const postgres = await startEmbeddedPostgres({ dataDir, log() {} })
  try {
    console.log(`Seeding ${tickets.toLocaleString('en')} tickets…`)
    await seed(postgres.url, tickets, console.log)
    return await capture(postgres.url, tickets, dataDir)
  } finally {
    await postgres.stop()
  }
}

/** Prints a line for each scenario. Returns false when a floor was missed. */
async function measure(dataDir: string, statements: Map<string, Exchange[]>): Promise<boolean> {
  const guichet = await startGuichet({ DATA_DIR: dataDir })
  try {
    const start = await guichet.healthy
    const url = (await readFile(path.join(dataDir, 'postgres/url'), 'utf8')).trim()
    let reached = true
    const reference = await measureReference(url, seconds)
    const speed = reference / referencePerSecond
    const asked = (target: number) => target * share * speed
    console.log(`\nA bare server on this machine: ${whole(reference)} a second, ${speed.toFixed(2)} of the reference`)
    console.log(`\n${line('', 'a second', 'floor', 'target', 'p95', 'failed', 'pgbench', 'ratio')}`)
    for (const [index, scenario] of (await scenarios(guichet.base, tickets)).entries()) {
      const { perSecond, p95, failed } = await load(guichet.base, seconds, scenario)
      const alone = await replayed(url, statements.get(scenario.name) ?? [], index)
      const ratio = alone === null ? '–' : (perSecond / alone).toFixed(2)
      const { target, floor = target } = scenario
      const figures = [
        whole(perSecond),
        whole(asked(floor)),
        whole(asked(target)),
        `${p95.toFixed(1)} ms`,
        String(failed),
      ]
      console.log(line(scenario.name, ...figures, alone === null ? '–' : whole(alone), ratio))
      if (perSecond < asked(floor) || p95 > scenario.slowest / speed || failed > 0) reached = false
    }
    const pid = guichet.process.pid ?? 0
    const memory = await memoryOf([pid, await postmasterOf(dataDir)])
    const own = await ownMemoryOf(pid)
    console.log(`\nStart: ${(start / 1000).toFixed(1)} s`)
    console.log(`Events left to dispatch, a second after: ${await undispatched(url)}`)
    if (memory !== null)
      console.log(`Memory of server and database: ${whole(memory)} MB, ${whole(own ?? 0)} of it the server’s`)
    return reached && (memory ?? 0) <= largestMemory
  } finally {
    await guichet.stop()
  }
}

async function replayed(url: string, exchanges: Exchange[], index: number): Promise<number | null> {
  const pgbench = findPgbench()
  return pgbench === null ? null : replay(pgbench, url, seconds, exchanges, index)
}

async function undispatched(url: string): Promise<number> {
  await delay(1000)
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query('select count(*)::int as count from event where seq is null')
  await client.end()
  return rows[0].count
}

async function postmasterOf(dataDir: string): Promise<number> {
  return Number.parseInt(await readFile(path.join(dataDir, 'postgres/cluster/postmaster.pid'), 'utf8'), 10)
}

function whole(value: number): string {
  return Math.round(value).toLocaleString('en')
}

function line(name: string, ...figures: string[]): string {
  return name.padEnd(28) + figures.map((figure) => figure.padStart(10)).join('')
}
