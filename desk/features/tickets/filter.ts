import type { Input } from '../../../contract/route.ts'
import { TicketQuery, ticketSorts, type tickets } from '../../../contract/tickets.ts'

/** Filter and order of the list in the page's address, as the API takes them. An absent value means the default. */
export type TicketSearch = Omit<Input<typeof tickets.list>['query'], 'ids' | 'cursor' | 'limit'>

export { ticketSorts }

const { ids: _ids, cursor: _cursor, limit: _limit, ...shape } = TicketQuery.shape
const names = Object.keys(shape) as (keyof TicketSearch)[]
const defaults = TicketQuery.parse({})

/** Returns the states that a list shows when its address names none: a query says it itself. */
export const defaultState = ({ query }: { query?: unknown }) => (query === undefined ? 'open' : 'all')

/** Parses an address. Unknown and invalid values are ignored, so that an old or mistyped link still opens a list. */
export function readSearch(raw: Record<string, unknown>): TicketSearch {
  const search: Record<string, string> = {}
  for (const name of names) {
    const value = raw[name] === undefined ? '' : String(raw[name]).trim()
    if (value === '' || value === (name === 'state' ? defaultState(raw) : defaults[name])) continue
    if (TicketQuery.safeParse({ [name]: value }).success) search[name] = value
  }
  return search
}

/** Cache key of a list: equal filters have the same key, whatever the order of their parameters. */
export const searchKey = (search: TicketSearch) => JSON.stringify(names.map((name) => search[name] ?? null))

/** Splits a list parameter: “opened,fixing” → ['opened', 'fixing']. */
export const valuesOf = (list: string | undefined) => (list ? list.split(',') : [])

/** Adds a value to a list parameter, or removes it. */
export function toggled(list: string | undefined, value: string): string | undefined {
  const values = valuesOf(list)
  const next = values.includes(value) ? values.filter((each) => each !== value) : [...values, value]
  return next.length > 0 ? next.join(',') : undefined
}

/** Returns the filter without the order, which a count does not need. */
export function filterOf({ sort: _, ...filter }: TicketSearch) {
  return filter
}
