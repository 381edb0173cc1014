import type { Query, QueryClient } from '@tanstack/react-query'
import type { LiveNews, SubjectKind } from '../../../contract/events.ts'

/**
 * Options of a query about news, in its `meta`: `subjects`: subjects whose news invalidates it (by default the first
 * part of its key); `ownNews`: its screen handles news itself (a long list fetches changed rows, not all its pages).
 */
export type NewsMeta = { subjects?: SubjectKind[]; ownNews?: boolean }

/**
 * Invalidates the queries that a batch of news concerns. Queries on screen are fetched again, counts last, since a
 * browser sends few requests at a time.
 */
export async function invalidate(client: QueryClient, batch: LiveNews[]) {
  const concerned = (query: Query) => batch.some((news) => concerns(news, query))
  await client.invalidateQueries({ predicate: (query) => !isCount(query) && concerned(query) })
  await client.invalidateQueries({ predicate: (query) => isCount(query) && concerned(query) })
}

const isCount = ({ queryKey }: Query) => queryKey[1] === 'count'

function concerns(news: LiveNews, query: Query): boolean {
  const [subject, shape] = query.queryKey
  const { subjects, ownNews } = (query.meta ?? {}) as NewsMeta
  if (ownNews) return false
  if (subjects?.includes(news.subject)) return true
  if (shape === 'show') return query.queryKey.includes(news.id) || mentions(query.state.data, news.id)
  return !subjects && subject === news.subject
}

/** Tells whether data contains an id anywhere: a ticket shows the names of its company, machines and agents. */
function mentions(data: unknown, id: string): boolean {
  if (data === id) return true
  if (typeof data !== 'object' || data === null) return false
  return Object.values(data).some((part) => mentions(part, id))
}
