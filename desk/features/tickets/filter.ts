import type { Input } from '../../../contract/route.ts'
import { TicketQuery, ticketSorts, type tickets } from '../../../contract/tickets.ts'

/** State of the list in its address, as the API takes it. Absent means the default. */
export type TicketSearch = Omit<Input<typeof tickets.list>['query'], 'ids' | 'query' | 'cursor' | 'limit'>

export { ticketSorts }

const { ids: _ids, query: _query, cursor: _cursor, limit: _limit, ...shape } = TicketQuery.shape
const names = Object.keys(shape) as (keyof TicketSearch)[]
const defaults = { ...TicketQuery.parse({}), state: 'open' }

/** Reads an address: what it does not understand is left out, so that an old or mistyped link still opens a list. */
export function readSearch(raw: Record<string, unknown>): TicketSearch {
  const search: Record<string, string> = {}
  for (const name of names) {
    const value = raw[name] === undefined ? '' : String(raw[name]).trim()
    if (value === '' || value === defaults[name]) continue
    if (TicketQuery.safeParse({ [name]: value }).success) search[name] = value
  }
  return search
}

/** The same list has the same key, whatever the order in which its filters were chosen. */
export const searchKey = (search: TicketSearch) => JSON.stringify(names.map((name) => search[name] ?? null))

/** The values of a list parameter: “opened,fixing” → ['opened', 'fixing']. */
export const valuesOf = (list: string | undefined) => (list ? list.split(',') : [])

/** With a value put in or taken out of a list parameter. */
export function toggled(list: string | undefined, value: string): string | undefined {
  const values = valuesOf(list)
  const next = values.includes(value) ? values.filter((each) => each !== value) : [...values, value]
  return next.length > 0 ? next.join(',') : undefined
}

/** Returns the filter of a count: the search without its order. */
export function filterOf({ sort: _, ...filter }: TicketSearch) {
  return filter
}
