import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../platform/database.ts'

/** A search as PostgreSQL reads it, with the number of tickets that match: counted to 5,000, else estimated. */
export type SearchEstimate = {
  query: string
  finds: number
  tickets: number
  /** The tickets that match now, when they are at most 200 and were looked for by this very call. */
  ids: string[] | null
}

const wordsAtMost = 12
const separators = /[^\p{L}\p{M}\p{N}]+/u

/** “T-1042”, “n° 1042” or “1042” names a ticket, and is a word as well. */
export function numberIn(text: string): number | null {
  const digits = /^\s*(?:t\s?-?|#|n°)?\s?([1-9]\d{0,8})\s*$/i.exec(text)?.[1]
  return digits === undefined ? null : Number(digits)
}

const keptMs = 10_000
const keptAtMost = 500
const kept = new WeakMap<Db, Map<string, { until: number; search: Promise<SearchEstimate | null> }>>()

/**
 * Null when nothing in the text can be looked for: then nothing is found. Kept for ten seconds, without the tickets: a list,
 * its count and its excerpts ask for the same words, and in how many tickets they are decides only how they are looked for.
 */
export function estimateSearch(db: Db, text: string): Promise<SearchEstimate | null> {
  const known = kept.get(db) ?? new Map()
  kept.set(db, known)
  const before = known.get(text)
  const now = performance.now()
  if (before && before.until > now) return before.search
  if (known.size >= keptAtMost) known.clear()
  const search = estimate(db, text)
  const later = search.then((found) => found && { ...found, ids: null })
  known.set(text, { until: now + keptMs, search: later })
  later.catch(() => known.delete(text))
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

/** Each word by its stem, the last one by its beginning too; what stands between quotes in that order. */
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

/** The tickets that hold the words, read in the index of words: costs as much as they are many. */
export function isAmong({ query, ids }: SearchEstimate): RawBuilder<boolean> {
  if (ids !== null) return sql<boolean>`ticket.id = any(${ids}::uuid[])`
  return sql<boolean>`ticket.id = any(array(select ticket_id from ticket_search where words @@ ${query}::tsquery))`
}

/** Whether one ticket holds the words: costs a look at its words. */
export function holds({ query }: SearchEstimate): RawBuilder<boolean> {
  return sql<boolean>`(select words from ticket_search where ticket_id = ticket.id) @@ ${query}::tsquery`
}

const countedAtMost = 5_000

/**
 * Returns how many tickets to look at, in the order of a list, to come upon so many that hold the words; then longer
 * ways for when the estimate was wrong, as with a word that all hold but the newest: no third one longer than reading all
 * those that hold it, and none at all where that is less work from the start.
 */
export function walksFor({ finds, tickets }: Pick<SearchEstimate, 'finds' | 'tickets'>, wanted: number): number[] {
  const expected = (wanted * tickets) / finds
  if (finds <= countedAtMost && expected > finds) return []
  // Powers of two: each other number would be another statement to prepare.
  const first = 2 ** Math.ceil(Math.log2(2 * Math.max(expected, wanted)))
  const walks = [first, 8 * first]
  for (let next = 64 * first; next <= finds; next *= 8) walks.push(next)
  return walks
}
