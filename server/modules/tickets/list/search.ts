import { type RawBuilder, sql } from 'kysely'
import { LRUCache } from 'lru-cache'
import type { Db } from '../../../platform/database.ts'

/** Parsed search with its number of matching tickets: counted up to 5,000, estimated beyond. */
export type SearchEstimate = {
  query: string
  finds: number
  tickets: number
  /** The matching tickets, if this call searched for them and found at most 200; null otherwise. */
  ids: string[] | null
}

const wordsAtMost = 12
const separators = /[^\p{L}\p{M}\p{N}]+/u

/** Returns the ticket number in “T-1042”, “n° 1042” or “1042”, or null. Such text is searched as a word, too. */
export function parseTicketNumber(text: string): number | null {
  const digits = /^\s*(?:t\s?-?|#|n°)?\s?([1-9]\d{0,8})\s*$/i.exec(text)?.[1]
  return digits === undefined ? null : Number(digits)
}

const keptMs = 10_000
const keptAtMost = 500
const searchCaches = new WeakMap<Db, LRUCache<string, Promise<SearchEstimate | null>>>()

/**
 * Parses a search and estimates its matches. Returns null when the text contains no searchable word. Cached for ten
 * seconds without the tickets: a list, its count and its excerpts use the same words, and the estimate only decides how to
 * search.
 */
export function estimateSearch(db: Db, text: string): Promise<SearchEstimate | null> {
  const cache = searchCaches.get(db) ?? new LRUCache({ max: keptAtMost, ttl: keptMs })
  searchCaches.set(db, cache)
  const known = cache.get(text)
  if (known) return known
  const search = estimate(db, text)
  const later = search.then((found) => found && { ...found, ids: null })
  cache.set(text, later)
  later.catch(() => cache.delete(text))
  return search
}

async function estimate(db: Db, text: string): Promise<SearchEstimate | null> {
  const conditions = conditionsOf(text)
  if (conditions.length === 0) return null
  const { rows } = await sql<SearchEstimate & { conditions: number }>`
    select asked::text as query, numnode(asked) as conditions, finds, ids,
      (select greatest(reltuples, 1)::bigint from pg_class where oid = 'ticket_search'::regclass) as tickets
    from (select ${sql.join(conditions, sql` && `)} as asked) typed, look_for(asked)`.execute(db)
  const { conditions: meant, ...search } = rows[0] ?? { conditions: 0, query: '', finds: 0, tickets: 1, ids: null }
  return meant > 0 ? search : null
}

/** Matches each word by its stem and the last one by prefix, too; quoted words must match in order. */
function conditionsOf(text: string): RawBuilder<unknown>[] {
  const parts = text.split(/["“”«»]/)
  const conditions = parts.flatMap((part, index) => {
    const words = part.split(separators).filter(Boolean).slice(0, wordsAtMost)
    const isLast = index === parts.length - 1
    if (index % 2 === 1 && !isLast) return words.length > 0 ? [phrase(words)] : []
    return words.map((word, place) => (isLast && place === words.length - 1 ? unfinished(word) : whole(word)))
  })
  return conditions.slice(0, wordsAtMost)
}

const phrase = (words: string[]) => sql`phraseto_tsquery('search_stems', ${words.join(' ')})`

const whole = (word: string) => sql`plainto_tsquery('search_stems', ${word})`

const unfinished = (word: string) =>
  word.length < 2 ? whole(word) : sql`(${whole(word)} || to_tsquery('search_words', '''' || ${word} || ''':*'))`

/** Condition for matching tickets, through the index of words. Cost grows with the number of matches. */
export function matchesByIndex({ query, ids }: SearchEstimate): RawBuilder<boolean> {
  if (ids !== null) return sql<boolean>`ticket.id = any(${ids}::uuid[])`
  return sql<boolean>`ticket.id = any(array(select ticket_id from ticket_search where words @@ ${query}::tsquery))`
}

/** Condition for a filterCondition ticket, through its own search document: one lookup per ticket. */
export function matchesByRow({ query }: SearchEstimate): RawBuilder<boolean> {
  return sql<boolean>`(select words from ticket_search where ticket_id = ticket.id) @@ ${query}::tsquery`
}

const countedAtMost = 5_000

/** Tells whether all matches are few enough to be read from the index. */
export const isRare = ({ finds }: Pick<SearchEstimate, 'finds'>) => finds <= countedAtMost

/**
 * Returns numbers of tickets to scan in list order until enough of them match. Later numbers serve when the estimate
 * was wrong, for example for a word that is missing from new tickets; from the third on, they stay below the number of
 * matches. Returns none when reading all matches costs less from the start.
 */
export function planWalks({ finds, tickets }: Pick<SearchEstimate, 'finds' | 'tickets'>, wanted: number): number[] {
  const expected = (wanted * tickets) / finds
  if (isRare({ finds }) && expected > finds) return []
  // Powers of two, because each different number is another prepared statement.
  const first = 2 ** Math.ceil(Math.log2(2 * Math.max(expected, wanted)))
  const walks = [first, 8 * first]
  for (let next = 64 * first; next <= finds; next *= 8) walks.push(next)
  return walks
}
