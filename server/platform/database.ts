import { availableParallelism } from 'node:os'
import {
  type DatabaseConnection,
  Kysely,
  PostgresDialect,
  PostgresDriver,
  sql,
  type Transaction,
  type TransactionSettings,
} from 'kysely'
import pg from 'pg'
import type { Database } from '../rows.gen.ts'

export type Db = Kysely<Database>
export type Tx = Transaction<Database>

const timestamptz = 1184
const date = 1082
const int8 = 20

/** Converts '2026-11-24 08:12:00.123+00' to '2026-11-24T08:12:00.123Z', keeping 'infinity'. Sessions run in UTC. */
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

/** Comment in statements that have no end of variants, and whose best plan depends on their values. */
export const plannedForValues = sql`/* planned for its values */`

const maxStatements = 400
const statements = new Map<string, string>()

/**
 * Returns a short name for each statement of our code. Pattern searches stay unnamed, since the best plan depends on their
 * words, and so do statements with too many variants.
 */
function nameOf(text: string): string | undefined {
  if (text.includes(" like '%'") || text.includes('/* planned for its values */')) return undefined
  const known = statements.get(text)
  if (known || statements.size >= maxStatements) return known
  const name = `s${statements.size}`
  statements.set(text, name)
  return name
}

type Query = (...given: unknown[]) => Promise<unknown>

const isPlanned = (text: string) => /^\s*(select|with|insert|update|delete)\b/i.test(text)
const planOnce = 'set plan_cache_mode = force_generic_plan'
const planAnew = 'set plan_cache_mode = auto'

/**
 * Prepares and plans each named statement once a connection: planning a wide view costs more than running it, and our
 * plans do not depend on the values. Other statements are planned for their values.
 */
function prepareStatements(client: pg.PoolClient): void {
  const plain = client.query.bind(client) as Query
  client.query = ((...given: unknown[]) => {
    const [text, values, ...rest] = given
    if (typeof text !== 'string' || !Array.isArray(values) || !isPlanned(text)) return plain(...given)
    const name = nameOf(text)
    if (name) return plain({ name, text, values }, ...rest)
    // Sent together with the statement. If the transaction fails, its rollback undoes the setting.
    plain(planAnew).catch(() => {})
    const answer = plain(...given)
    plain(planOnce).catch(() => {})
    return answer
  }) as typeof client.query
}

/** Replaces a connection that gets no response at all, not even to the statement timeout. */
function replaceWhenSilent(client: pg.PoolClient): void {
  const plain = client.query.bind(client) as Query
  client.query = ((...given: unknown[]) => {
    const answer = plain(...given)
    answer?.catch((error) => {
      if (error.message === 'Query read timeout') void (client as unknown as pg.Client).end()
    })
    return answer
  }) as typeof client.query
}

export type PoolOptions = {
  max: number
  /** Statement timeout in milliseconds. Without any response the connection is cut a second later. */
  statementMs?: number
  onError: (error: Error) => void
}

/**
 * Opens a pool of connections to PostgreSQL, in UTC. Waiting over 4 s for a connection, a statement over 15 s and a silent
 * database are errors (the API answers 503); the next connections are new.
 */
export function openPool(url: string, { max, statementMs = 15_000, onError }: PoolOptions, more: pg.PoolConfig = {}) {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    connectionTimeoutMillis: 4_000,
    statement_timeout: statementMs,
    query_timeout: statementMs + 1_000,
    idle_in_transaction_session_timeout: 20_000,
    options: '-c timezone=UTC',
    application_name: 'guichet',
    ...more,
  })
  pool.on('error', onError)
  pool.on('connect', (client) => {
    // The only report of a connection that dies between two statements of a transaction.
    client.on('error', onError)
    replaceWhenSilent(client)
  })
  return pool
}

/** Sends BEGIN with the first statement of a transaction instead of awaiting its result, which saves a round trip. */
class PipelinedDriver extends PostgresDriver {
  private readonly begun = new WeakMap<DatabaseConnection, Promise<void>>()

  override async beginTransaction(connection: DatabaseConnection, settings: TransactionSettings): Promise<void> {
    const begun = super.beginTransaction(connection as never, settings)
    begun.catch(() => {}) // Reported before anything is committed.
    this.begun.set(connection, begun)
  }

  override async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await this.begun.get(connection)
    await super.commitTransaction(connection as never)
  }
}

class PipelinedDialect extends PostgresDialect {
  private readonly pool: pg.Pool
  constructor(pool: pg.Pool) {
    super({ pool })
    this.pool = pool
  }
  override createDriver(): PostgresDriver {
    return new PipelinedDriver({ pool: this.pool })
  }
}

/**
 * Maximum number of connections: two for each core and one. More would wait for a core or the disk, and each holds some
 * 20 MB of prepared plans. At least five, so that a slow search does not block others.
 */
export const maxConnections = Math.min(Math.max(2 * availableParallelism() + 1, 5), 12)

/** Opens the pool of all use cases. Instants are read as ISO strings, days as 'YYYY-MM-DD', bigints as numbers. */
export function openDatabase(url: string, options: Partial<PoolOptions> = {}) {
  const pool = openPool(
    url,
    { max: maxConnections, onError: () => undefined, ...options },
    {
      types,
      pipeline: true,
      // Words are similar from half of their trigrams in common.
      options: '-c timezone=UTC -c pg_trgm.word_similarity_threshold=0.5 -c plan_cache_mode=force_generic_plan',
    },
  )
  pool.on('connect', prepareStatements)
  const db: Db = new Kysely<Database>({ dialect: new PipelinedDialect(pool) })
  return { db, pool, close: () => db.destroy() }
}
