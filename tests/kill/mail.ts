import { randomUUID } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { setTimeout as delay } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { Client } from 'pg'
import { CallError } from '../../contract/client.ts'
import { api } from '../../contract/index.ts'
import { buildWhenNeeded } from '../../scripts/builds.ts'
import { findRunningPostgres } from '../../server/platform/embedded-postgres/index.ts'
import { makeDataDir, removeDataDir } from '../data-dir.ts'
import { callerOf, type Guichet, signIn, startGuichet } from '../guichet.ts'
import { type Conduct, startSmtpSink } from '../smtp-sink.ts'

/**
 * The kill test of mail: calls are logged while the mail server answers 4xx, hangs and cuts at random, and Guichet is
 * killed again and again. In the end every client has had their mail, or is shown as refused; copies bear one Message-ID.
 * Usage: node tests/kill/mail.ts [--rounds 10] [--report FILE]
 */

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '10' }, report: { type: 'string' } } })
const rounds = Number(values.rounds)
const callsPerRound = 12

/** Recipients who may have copies: their server cut the line after it accepted. */
const cutAfter = new Set<string>()
const kills: number[] = []

function badMood(address: string): Conduct {
  if (address.startsWith('refused')) return 550
  const dice = Math.random()
  if (dice < 0.2) return 451
  if (dice < 0.25) return 'hang'
  if (dice < 0.4) return 'cut'
  if (dice >= 0.5) return 'accept'
  cutAfter.add(address)
  return 'cut-after'
}

const sink = await startSmtpSink(badMood)
await buildWhenNeeded()
const dataDir = await makeDataDir()
const environment = { DATA_DIR: dataDir, SMTP_URL: sink.url, MAIL_FROM: 'desk@guichet.test', MAIL_RETRY_SECONDS: '1' }
const addresses: string[] = []
/** Requests without an answer yet, by round. */
const pending = new Map<number, { address: string; key: string }[]>()
let faults: string[] = []

try {
  let guichet = await startGuichet(environment)
  await guichet.healthy
  const signedIn = await signIn(guichet.base)
  for (let round = 1; round <= rounds; round++) {
    const instant = 200 + Math.random() * 3000
    const calls = logCalls(guichet, signedIn, round)
    await delay(instant)
    kills.push(Date.now())
    await guichet.kill()
    await calls
    guichet = await startGuichet(environment)
    const startMs = await guichet.healthy
    await logCalls(guichet, signedIn, round)
    console.log(`round ${round}: killed at ${Math.round(instant)} ms, healthy in ${Math.round(startMs)} ms`)
  }
  sink.behave((address) => (address.startsWith('refused') ? 550 : 'accept'))
  faults = await settle()
  await guichet.stop()
} finally {
  await sink.stop()
  await removeDataDir(dataDir)
}

const copies = sink.received.length - new Set(sink.received.map(({ messageId }) => messageId)).size
for (const fault of faults.slice(0, 20)) console.log(`FAIL ${fault}`)
const failed = faults.length === 0 ? 0 : 1
console.log(
  `${addresses.length} clients, ${rounds} kills, ${copies} copies: ${failed ? 'failed' : 'each has their mail'}`,
)
if (values.report)
  await writeFile(values.report, JSON.stringify({ numPassedTests: 1 - failed, numFailedTests: failed }))
process.exitCode = failed

/** The calls of a round: asked again under their keys until each was answered. */
async function logCalls(guichet: Guichet, signedIn: { cookie: string }, round: number): Promise<void> {
  const call = callerOf(guichet.base, signedIn)
  const left = pending.get(round) ?? newCalls(round)
  pending.set(round, [])
  for (const [index, { address, key }] of left.entries()) {
    const body = { title: `Panne de ${address}`, newCaller: { name: address, email: address } }
    try {
      await call(api.tickets.create, { body }, { idempotencyKey: key })
    } catch (error) {
      const isAway = error instanceof CallError && (error.code === 'unreachable' || error.code === 'unavailable')
      if (!isAway) throw error
      pending.set(round, left.slice(index))
      return
    }
    await delay(100)
  }
}

function newCalls(round: number) {
  const calls = Array.from({ length: callsPerRound }, (_, n) => {
    const address = `${n % 6 === 5 ? 'refused' : 'client'}-${round}-${n}@client.test`
    return { address, key: randomUUID() }
  })
  addresses.push(...calls.map(({ address }) => address))
  return calls
}

/** Waits for the queue to be empty, and says what is wrong. */
async function settle(): Promise<string[]> {
  const url = await findRunningPostgres(dataDir)
  const client = new Client({ connectionString: url ?? '' })
  await client.connect()
  try {
    const deadline = Date.now() + 60_000
    let waiting = 1
    while (waiting > 0 && Date.now() < deadline) {
      await delay(500)
      const { rows } = await client.query(`select count(*)::int as count from mail where state = 'waiting'`)
      waiting = rows[0].count
    }
    const { rows } = await client.query<{ address: string; state: string }>('select address, state from mail')
    return [...(waiting > 0 ? [`${waiting} mails still wait`] : []), ...compare(rows)]
  } finally {
    await client.end()
  }
}

function compare(mails: { address: string; state: string }[]): string[] {
  const found: string[] = []
  for (const address of addresses) {
    const received = sink.to(address)
    const states = mails.filter((mail) => mail.address === address).map(({ state }) => state)
    const expected = address.startsWith('refused') ? 'refused' : 'sent'
    if (states.length !== 1 || states[0] !== expected) found.push(`${address}: ${states.join() || 'no mail'}`)
    if (expected === 'refused') continue
    if (received.length === 0) found.push(`${address} has nothing`)
    if (new Set(received.map(({ messageId }) => messageId)).size > 1) found.push(`${address}: several Message-IDs`)
    const wasInterrupted = received.some(({ at }) => kills.some((kill) => kill >= at - 200 && kill - at < 2_000))
    if (received.length > 1 && !cutAfter.has(address) && !wasInterrupted) found.push(`${address} has copies`)
  }
  return found
}
