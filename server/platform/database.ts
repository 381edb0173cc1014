import { Kysely, PostgresDialect, type Transaction } from 'kysely'
import pg from 'pg'
import type { Database } from '../rows.gen.ts'

export type Db = Kysely<Database>
export type Tx = Transaction<Database>

const timestamptz = 1184
const date = 1082
const int8 = 20

/** '2026-11-24 08:12:00.123+00' → '2026-11-24T08:12:00.123Z'; 'infinity' stays. Sessions run in UTC. */
function instantFromPostgres(value: string): string {
  if (value.length < 22 || !value.endsWith('+00')) return value
  return `${value.slice(0, 10)}T${value.slice(11, -3)}Z`
}

const parsers = new Map<number, (value: string) => unknown>([
  [timestamptz, instantFromPostgres],
  [date, (value) => value],
  [int8, Number],
])
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text') =>
    parsers.get(oid) ?? pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
}

const statementsAtMost = 400
const statements = new Map<string, string>()

/**
 * A short name for each text that our code writes. Searches by pattern are planned anew for their words, which decide
 * the plan; texts that vary too much stay unnamed too.
 */
function nameOf(text: string): string | undefined {
  if (!/^\s*(select|with|insert|update|delete)\b/i.test(text) || text.includes(" like '%'")) return undefined
  const known = statements.get(text)
  if (known || statements.size >= statementsAtMost) return known
  const name = `s${statements.size}`
  statements.set(text, name)
  return name
}

type Query = (...given: unknown[]) => unknown

/** Each statement is prepared once a connection: planning a wide view costs more than running it. */
function prepareStatements(client: pg.PoolClient): void {
  const plain = client.query.bind(client) as Query
  client.query = ((...given: unknown[]) => {
    const [text, values, ...rest] = given
    const name = typeof text === 'string' && Array.isArray(values) ? nameOf(text) : undefined
    return name ? plain({ name, text, values }, ...rest) : plain(...given)
  }) as typeof client.query
}

/**
 * The pool every use case shares. Instants are read as ISO strings, days as 'YYYY-MM-DD', bigints as numbers.
 * A connection that cannot be had within 4 s, or a statement over 15 s, fails (the caller answers 503).
 */
export function openDatabase(url: string, options: { max?: number; onError?: (error: Error) => void } = {}) {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max ?? 12,
    types,
    connectionTimeoutMillis: 4_000,
    statement_timeout: 15_000,
    idle_in_transaction_session_timeout: 20_000,
    // A word counts as mistyped, not as another word, from half its trigrams in common.
    options: '-c timezone=UTC -c pg_trgm.word_similarity_threshold=0.5',
    application_name: 'guichet',
  })
  const onError = (error: Error) => options.onError?.(error)
  pool.on('error', onError)
  // A connection that dies between two statements of a transaction says so here and nowhere else.
  pool.on('connect', (client) => {
    client.on('error', onError)
    prepareStatements(client)
  })
  const db: Db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) })
  return { db, pool, close: () => db.destroy() }
}
