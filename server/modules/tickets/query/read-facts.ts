import { sql } from 'kysely'
import { maxNamedRecords, type NameValue, type QueryTree } from '../../../../contract/rules/query/index.ts'
import type { Agent } from '../../../actors.ts'
import type { Db } from '../../../platform/database.ts'
import { estimateSearch, matchesByRow, parseTicketNumber, type SearchEstimate } from '../list/search.ts'
import type { QueryFacts, SqlCondition } from './conditions.ts'
import type { Clock } from './date-range.ts'
import { refuseQuery } from './refuse-query.ts'
import { type ResolvedName, resolveNames } from './resolve-names.ts'

type Facts = { names: ResolvedName[]; facts: QueryFacts }

/** Reads what a query must know before it is compiled: records by their names, the time zone, how frequent its words are. */
export async function readFacts(db: Db, reader: Agent, tree: QueryTree | null): Promise<Facts> {
  const leaves = listLeaves(tree)
  const [names, clock, words] = await Promise.all([
    tree === null ? [] : resolveNames(db, reader, tree),
    readClock(db, leaves),
    readWords(db, leaves),
  ])
  const broad = names.find(({ records }) => records.length > maxNamedRecords)
  if (broad) {
    const { name, at } = broad.value
    const expected = [String(maxNamedRecords)]
    throw refuseQuery({ at, code: 'name_too_broad', found: name, field: broad.field, expected }, reader.locale)
  }
  const idsOf = (value: NameValue) => {
    if (value.type === 'me') return [reader.id]
    if (value.type === 'id') return [value.id]
    const named = names.find((each) => each.value === value)
    return named?.records.map(({ id, name }) => (named.field === 'tag' ? name : id)) ?? []
  }
  const findsWords: QueryFacts['findsWords'] = (text, isByRow) => words.get(text)?.(isByRow) ?? sql`false`
  return { names, facts: { reader, clock, idsOf, findsWords, isByRow: false } }
}

type Leaf = Extract<QueryTree, { type: 'condition' | 'words' }>

function listLeaves(tree: QueryTree | null): Leaf[] {
  if (tree === null) return []
  if (tree.type === 'not') return listLeaves(tree.item)
  return tree.type === 'condition' || tree.type === 'words' ? [tree] : tree.items.flatMap(listLeaves)
}

const zoned = ['day', 'month', 'year', 'period', 'age']

async function readClock(db: Db, leaves: Leaf[]): Promise<Clock> {
  const now = Temporal.Now.instant()
  const values = leaves.flatMap((leaf) => (leaf.type === 'condition' ? leaf.values : []))
  if (!values.some(({ type }) => zoned.includes(type))) return { now, timeZone: 'UTC' }
  const { time_zone } = await db.selectFrom('organisation').select('time_zone').executeTakeFirstOrThrow()
  return { now, timeZone: time_zone }
}

/** Returns the condition for each group of words: by the index of words, or ticket by ticket. */
async function readWords(db: Db, leaves: Leaf[]): Promise<Map<string, (isByRow: boolean) => SqlCondition>> {
  const texts = new Set(leaves.flatMap((leaf) => (leaf.type === 'words' ? [leaf.text] : [])))
  const searches = await Promise.all([...texts].map(async (text) => [text, await estimateSearch(db, text)] as const))
  return new Map(
    searches.map(([text, search]) => [
      text,
      (isByRow) => {
        const number = parseTicketNumber(text)
        const isHashed = search !== null && !isByRow && search.finds <= hashedAtMost
        const found = search === null ? sql<boolean>`false` : (isHashed ? matchesAnywhere : matchesByRow)(search)
        return number === null ? found : sql`(${found} or ticket.number = ${number})`
      },
    ]),
  )
}

/** Tickets whose ids are hashed rather than looked up one by one. */
const hashedAtMost = 50_000

/** Condition for matching tickets that is quick beside others, too: their ids are hashed. */
const matchesAnywhere = ({ query }: SearchEstimate): SqlCondition =>
  sql`ticket.id in (select ticket_id from ticket_search where words @@ ${query}::tsquery)`
