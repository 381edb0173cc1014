import { sql } from 'kysely'
import { countedAtMost } from '../../../../contract/common.ts'
import type { CountedTag, Tag } from '../../../../contract/tags.ts'
import type { Db, Tx } from '../../../platform/database.ts'

/**
 * Returns the known spelling of some tags, each once, and creates unknown ones. Locks their rows, so that none is
 * renamed or deleted before the ticket is written.
 */
export async function resolveTags(tx: Tx, words: readonly string[]): Promise<string[]> {
  if (words.length === 0) return []
  const { rows } = await sql<{ name: string }>`
    with given as (
      select place, word, fold(word) as key from unnest(${[...words]}::text[]) with ordinality as given (word, place)),
    settled as (
      insert into tag (id, name)
      select gen_random_uuid(), word
      from (select distinct on (key) key, word from given order by key, place) first
      order by key
      on conflict (name_key) do update set name = tag.name
      returning name, name_key)
    select name
    from settled join given on given.key = settled.name_key
    group by name
    order by min(place)`.execute(tx)
  return rows.map(({ name }) => name)
}

/** Number of recent tickets that determine which tags are used most. */
const recentTickets = 2_000

/** Lists tags that contain a text, recently most used first. Uses the index ticket_tagged. */
export async function listTags(db: Db, { text, limit }: { text: string; limit: number }): Promise<Tag[]> {
  const { rows } = await sql<Tag>`
    with recent as (
      select tags from ticket where tags <> '{}' order by number desc limit ${sql.lit(recentTickets)}),
    used as (
      select name, count(*) as uses from recent, unnest(tags) as name group by name)
    select tag.id, tag.name
    from tag left join used on used.name = tag.name
    where ${containsText(text)}
    order by uses desc nulls last, name_key
    limit ${limit}`.execute(db)
  return rows
}

type Page = { text: string; limit: number; after?: string | undefined }

/** Returns a page of tags by name with their number of tickets. Uses the index ticket_tags. */
export async function countTags(db: Db, { text, limit, after }: Page) {
  const { rows } = await sql<{ id: string; name: string; tickets: number }>`
    select id, name, (
      select count(*)::int
      from (select from ticket where tags @> array[page.name] limit ${sql.lit(countedAtMost + 1)}) bearing) as tickets
    from (
      select id, name, name_key from tag
      where ${containsText(text)} and name_key > coalesce(fold(${after ?? null}::text), '')
      order by name_key
      limit ${limit + 1}) page
    order by name_key`.execute(db)
  const items: CountedTag[] = rows.slice(0, limit).map(({ tickets, ...tag }) => ({
    ...tag,
    tickets: Math.min(tickets, countedAtMost),
    capped: tickets > countedAtMost,
  }))
  return { items, next: rows.length > limit ? (items.at(-1)?.name ?? null) : null }
}

const containsText = (text: string) => sql<boolean>`position(fold(${text.trim()}) in name_key) > 0`
