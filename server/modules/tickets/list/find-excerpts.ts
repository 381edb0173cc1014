import { sql } from 'kysely'
import type { TicketExcerpt } from '../../../../contract/tickets.ts'
import type { Agent } from '../../../actors.ts'
import type { Db } from '../../../platform/database.ts'
import { visibleTo } from '../rights/policy.ts'
import { estimateSearch } from './search.ts'

type Found = { id: string; in: TicketExcerpt['in']; said: string; marked: string }

/** Finds excerpts with the searched words, for tickets whose title does not contain all of them. */
export async function findExcerpts(db: Db, reader: Agent, ids: string[], text: string): Promise<TicketExcerpt[]> {
  const search = await estimateSearch(db, text)
  if (!search) return []
  const all = sql`${search.query}::tsquery`
  const any = sql`${search.query.replaceAll(' & ', ' | ')}::tsquery`
  const marking = (by: string) => sql`ts_headline(${sql.lit(by)}, spaced, ${any}, ${options})`
  const { rows } = await sql<Found>`
    select ticket.id, place.in, place.said, place.marked
    from ticket cross join lateral (
      select piece.in, said, case when stems like ${`%${start}%`} then stems else ${marking('search_words')} end as marked
      from (
        select 'description' as in, description as html, 1 as rank, null::uuid as id
        union all select case visibility when 'public' then 'step' else 'internal_step' end, body, 2, id
          from step where ticket_id = ticket.id
        union all select 'attachment', name, 3, id from attachment where ticket_id = ticket.id
        union all select 'contact', name, 4, null
          from ticket_contact join contact on contact.id = contact_id where ticket_id = ticket.id and position > 0) piece
      cross join lateral (select translate(left(plain_text(html), 10000), ${start + end}, '') as said) plain
      cross join lateral (select translate(said, ${joints}, repeat(' ', 99)) as spaced) cut
      cross join lateral (select ${marking('search_stems')} as stems) marking
      where searched_words(said, 'A') @@ ${any}
      order by searched_words(said, 'A') @@ ${all} desc, rank, piece.id desc
      limit 1) place
    where ticket.id = any(${ids}::uuid[]) and ${visibleTo(reader)}
      and not searched_words(ticket.title, 'A') @@ ${all}`.execute(db)
  return rows.map(({ id, in: where, said, marked }) => ({ id, in: where, parts: partsAround(withMarks(said, marked)) }))
}

/** Characters that mark matches. They are removed from the text first. */
const start = '\u0002'
const end = '\u0003'
const options = `HighlightAll=true, StartSel="${start}", StopSel="${end}"`

/** Characters that join words. They are replaced by spaces while matches are marked. */
const joints = `'’-/._@+&:,;()"«»`

/** Transfers the marks from the spaced copy to the original text. */
function withMarks(said: string, marked: string): string {
  const written = [...said]
  let place = 0
  return [...marked]
    .map((character) => (character === start || character === end ? character : written[place++]))
    .join('')
}

const charactersBefore = 24
const charactersAfter = 156

/** Returns one line of the text, starting shortly before the first match. */
function partsAround(marked: string): TicketExcerpt['parts'] {
  const text = marked.replace(/\s+/g, ' ').trim()
  const first = Math.max(text.indexOf(start), 0)
  const from = first <= charactersBefore ? 0 : text.indexOf(' ', first - charactersBefore) + 1
  const to = from + charactersBefore + charactersAfter
  const cut = text.slice(from, to)
  const line = `${from > 0 ? '…' : ''}${cut}${to < text.length ? '…' : ''}`
  return line
    .split(start)
    .flatMap((piece, index) => {
      const [found, rest = ''] = index === 0 ? ['', piece] : piece.split(end)
      return [
        { text: found ?? '', found: true },
        { text: rest, found: false },
      ]
    })
    .filter((part) => part.text !== '')
}
