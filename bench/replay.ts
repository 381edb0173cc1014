import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import type { Exchange } from './capture.ts'
import { connections } from './load.ts'
import type { Statement } from './postgres-log.ts'
import { creationsPlace } from './scenarios.ts'

const run = promisify(execFile)

/** First id of the replayed creations; the ids of each other scenario begin at a multiple. */
const idsOfAReplay = 1_000_000_000

/**
 * Replays the captured statements by pgbench over as many connections, prepared as by the server, which measures the
 * database alone on this machine. Returns exchanges per second. @param place index of the scenario in the run, so that
 * each has its own ids
 */
export async function replay(pgbench: string, url: string, seconds: number, exchanges: Exchange[], place: number) {
  const folder = await mkdtemp(path.join(tmpdir(), 'guichet-bench-'))
  try {
    const files = exchanges.map((_, index) => path.join(folder, `${index}.sql`))
    await Promise.all(exchanges.map((exchange, index) => writeFile(files[index] as string, scriptOf(exchange))))
    const { stdout } = await run(pgbench, [
      ...['--no-vacuum', '--protocol=prepared', `--time=${seconds}`, `--define=n=${place * idsOfAReplay}`],
      ...[`--client=${connections}`, '--jobs=2'],
      ...files.map((file) => `--file=${file}`),
      url,
    ]).catch(({ stderr }) => {
      throw new Error(String(stderr).slice(0, 500))
    })
    const perSecond = Number(/tps = ([\d.]+)/.exec(stdout)?.[1])
    if (!Number.isFinite(perSecond)) throw new Error(`pgbench said: ${stdout}`)
    return perSecond
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/**
 * Writes a pgbench script of an exchange. Rows that it inserts get new ids each time, by client and by count, so that they
 * rise as ours do; rows that it changes are those which its client made when creations were replayed, so that clients do not
 * wait for each other.
 */
function scriptOf(exchange: Exchange): string {
  const ids = idsOf(exchange)
  const statements = exchange.map((statement) => `${withValues(statement, ids)};`)
  return ['\\set n :n + 1', '\\set m random(1, 100)', ...statements, ''].join('\n')
}

type Ids = { made: string[]; changed: string[] }

/** Ids that the server created, of version 7. People and contacts have ids of version 4 from the seed. */
const serverMade = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/

function idsOf(exchange: Exchange): Ids {
  const isInsert = ({ text }: Statement) => /\binsert\b/i.test(text)
  const idsIn = (statements: Statement[]) =>
    new Set(statements.flatMap(({ values }) => values.filter((value) => value !== null && serverMade.test(value))))
  const inserted = idsIn(exchange.filter(isInsert))
  if (inserted.size === 0) return { made: [], changed: [] }
  const lookedUp = idsIn(exchange.filter((statement) => !isInsert(statement)))
  return { made: [...inserted.difference(lookedUp)] as string[], changed: [...lookedUp] as string[] }
}

function withValues({ text, values }: Statement, { made, changed }: Ids): string {
  return text.replace(/\$(\d+)/g, (_, number: string) => {
    const value = values[Number(number) - 1]
    if (value === undefined) throw new Error(`No value of $${number} was logged for: ${text}`)
    if (value === null) return 'null'
    if (made.includes(value)) return idOf(':n', made.indexOf(value))
    if (changed.includes(value)) return idOf(`(${creationsPlace * idsOfAReplay} + :m)`, 0)
    return literal(value)
  })
}

function idOf(count: string, place: number): string {
  const last = `lpad(to_hex((${count})::bigint * 16 + ${place}), 12, '0')`
  return `('01ffffff-0000-7000-8' || lpad((:client_id)::text, 3, '0') || '-' || ${last})::uuid`
}

/** Escapes a literal for pgbench, which reads a colon before a word as a variable. */
function literal(value: string): string {
  const escaped = value.replaceAll('\\', '\\\\').replaceAll("'", "''").replaceAll(':', '\\072')
  return `E'${escaped}'`
}
