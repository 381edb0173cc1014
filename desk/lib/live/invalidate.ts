import type { Query, QueryClient } from '@tanstack/react-query'
import type { LiveNews, SubjectKind } from '../../../contract/events.ts'

/**
 * Options of a query about news, in its `meta`:
 * `subjects`: the kinds of things whose news makes it stale (by default the first word of its key);
 * `ownNews`: its screen reads the news itself (a long list fetches the rows concerned, not all its pages).
 */
export type NewsMeta = { subjects?: SubjectKind[]; ownNews?: boolean }

/**
 * Marks stale what a batch of news concerns, and has what is on the screen read again: what people look at first, the
 * counts in the margins after, since a browser asks for five things at a time.
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

/** Whether an answer holds this id anywhere: a ticket shows the name of its company, its machines, its agents. */
function mentions(data: unknown, id: string): boolean {
  if (data === id) return true
  if (typeof data !== 'object' || data === null) return false
  return Object.values(data).some((part) => mentions(part, id))
}
