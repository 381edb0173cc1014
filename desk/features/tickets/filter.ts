import { TicketQuery, ticketSorts } from '../../../contract/tickets.ts'

/** State of the list in its address, as the API takes it. Absent means the default. */
export type TicketSearch = {
  state?: 'open' | 'closed' | 'all'
  status?: string
  lead?: string
  toHandle?: 'me'
  assignee?: string
  helping?: 'me'
  watcher?: 'me'
  criticality?: string
  priority?: string
  kind?: string
  channel?: string
  teamId?: string
  tag?: string
  reportedFrom?: string
  reportedBefore?: string
  changedFrom?: string
  changedBefore?: string
  companyId?: string
  contactId?: string
  reporterId?: string
  equipmentId?: string
  projectId?: string
  late?: 'true'
  text?: string
  sort?: TicketSort
}

type TicketSort = (typeof ticketSorts)[number]

export { ticketSorts }

const names = [
  'state',
  'status',
  'lead',
  'toHandle',
  'assignee',
  'helping',
  'watcher',
  'criticality',
  'priority',
  'kind',
  'channel',
  'teamId',
  'tag',
  'reportedFrom',
  'reportedBefore',
  'changedFrom',
  'changedBefore',
  'companyId',
  'contactId',
  'reporterId',
  'equipmentId',
  'projectId',
  'late',
  'text',
  'sort',
] as const

const defaults: Partial<Record<(typeof names)[number], string>> = { state: 'open', sort: 'updated' }

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
