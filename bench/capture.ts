import { readFile } from 'node:fs/promises'
import path from 'node:path'
import pg from 'pg'
import { startGuichet } from '../tests/guichet.ts'
import { httpOf } from './load.ts'
import { readStatements, type Statement } from './postgres-log.ts'
import { type Scenario, scenarios } from './scenarios.ts'

/** Statements that the server sent for one request, in order. */
export type Exchange = Statement[]

/**
 * Returns the statements of each scenario, by name, with their values. They are read from PostgreSQL's log of a
 * separate server, so that logging slows no measurement down. The database of `url` is in `dataDir`.
 */
export async function capture(url: string, tickets: number, dataDir: string): Promise<Map<string, Exchange[]>> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(`alter role current_user set log_min_duration_statement = 0`)
  await client.query(`alter role current_user set log_error_verbosity = 'default'`)
  const marker = new pg.Client({ connectionString: url })
  await marker.connect()
  const guichet = await startGuichet({ DATABASE_URL: url, DATA_DIR: dataDir })
  try {
    await guichet.healthy
    const sent = await scenarios(guichet.base, tickets)
    for (const scenario of sent) await sendEach(guichet.base, scenario, marker)
    return exchangesOf(readStatements(await readFile(path.join(dataDir, 'postgres/postgresql.log'), 'utf8')))
  } finally {
    await guichet.stop()
    await client.query(`alter role current_user reset all`)
    await client.end()
    await marker.end()
  }
}

/** Sends the requests one after the other, each between two marks in the log. */
async function sendEach(base: string, scenario: Scenario, marker: pg.Client): Promise<void> {
  for (let n = -warmUp; n < scenario.samples; n++) {
    const request = scenario.next()
    if (n >= 0) await marker.query(`select ${pg.escapeLiteral(mark + scenario.name)}`)
    const { path, ...init } = httpOf(request)
    const answer = await fetch(base + path, init)
    const body = await answer.text()
    if (!answer.ok) throw new Error(`${scenario.name}: ${answer.status} ${body}`)
    await marker.query(`select '${mark}'`)
    scenario.answered?.(request, body)
  }
}

const mark = 'bench:'
/** Requests before the capture, which read the sessions: those are cached for a while. */
const warmUp = 12

function exchangesOf(statements: Statement[]): Map<string, Exchange[]> {
  const exchanges = new Map<string, Exchange[]>()
  let current: Exchange | null = null
  for (const transaction of transactionsOf(statements)) {
    const name = new RegExp(`^select '${mark}(.*)'`).exec(transaction[0]?.text ?? '')?.[1]
    if (name === undefined) {
      if (current && !ofOthers.test(transaction.map(({ text }) => text).join())) current.push(...transaction)
    } else if (name === '') current = null
    else {
      current = []
      exchanges.set(name, [...(exchanges.get(name) ?? []), current])
    }
  }
  return exchanges
}

/** Statements of the dispatcher, the jobs and the mails, which run beside the requests. */
const ofOthers =
  /pg_advisory_xact_lock|graphile_worker|user_session|job_runner|\b(?:from|into|update|join) "?(?:mail|opening)/

/** Groups statements by transaction, in order of their beginning. A statement outside of any is its own. */
function transactionsOf(statements: Statement[]): Statement[][] {
  const transactions: Statement[][] = []
  const open = new Map<string, Statement[]>()
  for (const statement of statements) {
    const transaction = open.get(statement.session) ?? []
    if (transaction.length === 0) transactions.push(transaction)
    transaction.push(statement)
    if (/^begin/i.test(statement.text)) open.set(statement.session, transaction)
    if (/^(commit|rollback)/i.test(statement.text)) open.delete(statement.session)
  }
  return transactions
}
