import type { DBAdapter, DBTransactionAdapter, Where } from '@better-auth/core/db/adapter'
import { hashToken } from './signature.ts'

const sessions = 'session'

/**
 * Wraps better-auth's database adapter so that session tokens are stored as hashes. Results contain the plain token only
 * where the caller passed it.
 */
export function hashSessionTokens(adapter: DBAdapter): DBAdapter {
  return {
    ...adapter,
    ...hashIn(adapter),
    transaction: (work) => adapter.transaction((tx) => work({ ...tx, ...hashIn(tx) } as DBTransactionAdapter)),
  }
}

function hashIn(adapter: DBTransactionAdapter): Omit<DBTransactionAdapter, 'id'> {
  return {
    create: async (query) => {
      if (query.model !== sessions) return adapter.create(query)
      const made = await adapter.create<Row>({
        ...query,
        data: { ...query.data, token: hashToken(String(query.data.token)) },
      })
      return { ...made, token: query.data.token } as never
    },
    findOne: async (query) => withToken(query, await adapter.findOne(hashed(query))),
    findMany: async <T>(query: Parameters<typeof adapter.findMany>[0]) => {
      const rows = await adapter.findMany<T>(hashed(query))
      return rows.map((row) => withToken(query, row) as T)
    },
    count: (query) => adapter.count(hashed(query)),
    update: async (query) => withToken(query, await adapter.update(hashed(query))),
    updateMany: (query) => adapter.updateMany(hashed(query)),
    delete: (query) => adapter.delete(hashed(query)),
    deleteMany: (query) => adapter.deleteMany(hashed(query)),
    consumeOne: async (query) => withToken(query, await adapter.consumeOne(hashed(query))),
    incrementOne: async (query) => withToken(query, await adapter.incrementOne(hashed(query))),
  }
}

type Row = Record<string, unknown>
type Query = { model: string; where?: Where[] | undefined }

function hashed<Q extends Query>(query: Q): Q {
  if (query.model !== sessions || !query.where) return query
  const where = query.where.map((part) => (part.field === 'token' ? { ...part, value: hashOf(part.value) } : part))
  return { ...query, where }
}

const hashOf = (value: Where['value']): Where['value'] =>
  Array.isArray(value) ? value.map((token) => hashToken(String(token))) : hashToken(String(value))

function withToken<T>(query: Query, row: T): T {
  if (query.model !== sessions || !row) return row
  const tokens = query.where?.filter(({ field }) => field === 'token').flatMap(({ value }) => value as string[]) ?? []
  const token = tokens.find((known) => hashToken(known) === (row as Row).token)
  return token === undefined ? row : { ...row, token }
}
