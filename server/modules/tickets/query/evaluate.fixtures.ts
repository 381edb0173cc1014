import { criticalities, priorities, type TicketKind } from '../../../../contract/enums.ts'
import type { Condition, DateValue, NameValue, QueryTree, Value } from '../../../../contract/rules/query/index.ts'
import type { Agent } from '../../../actors.ts'

export type NamedRecord = { id: string; name: string }
type FileRow = { name: string; type: string }
type EventRow = { version: number; actor: string | null; at: string }

/** A ticket with all that belongs to it, as it is stored. */
export type StoredTicket = {
  id: string
  number: number
  status: string
  kind: TicketKind
  channel: string
  criticality: string
  priority: string | null
  title: string
  description: string
  tags: string[]
  is_open: boolean
  rating: number | null
  rated_closing: string | null
  created_at: string
  reported_at: string
  updated_at: string
  closed_at: string | null
  due_at: string | null
  lead_id: string | null
  assignee_ids: string[]
  team_id: string | null
  company_id: string | null
  project_id: string | null
  reporter_contact_id: string | null
  reporter_agent_id: string | null
  version: number
  contacts: string[]
  equipment: string[]
  watchers: string[]
  files: FileRow[]
  events: EventRow[]
}

/** All that an evaluation knows besides the ticket. */
export type World = {
  reader: Agent
  timeZone: string
  records: Readonly<Record<'agents' | 'contacts' | 'companies' | 'equipment' | 'projects' | 'teams', NamedRecord[]>>
  unreadSince: string
  seen: ReadonlyMap<string, number>
}

/** Tells whether a ticket matches a query, one condition after the other and without any index. */
export function isMatch(ticket: StoredTicket, tree: QueryTree, world: World): boolean {
  switch (tree.type) {
    case 'and':
      return tree.items.every((item) => isMatch(ticket, item, world))
    case 'or':
      return tree.items.some((item) => isMatch(ticket, item, world))
    case 'not':
      return !isMatch(ticket, tree.item, world)
    case 'words':
      return hasWords(ticket, tree.text, world)
    case 'condition':
      return tree.values.some((value) => hasValue(ticket, tree, value, world))
  }
}

function hasValue(ticket: StoredTicket, { field, operator }: Condition, value: Value, world: World): boolean {
  const one = (id: string | null) => isPerson(id === null ? [] : [id], value, idsOf(field, value, world))
  const several = (ids: string[]) => isPerson(ids, value, idsOf(field, value, world))
  const choice = value.type === 'choice' ? value.choice : 'none'
  switch (field) {
    case 'is':
      return hasFlag(ticket, choice, world)
    case 'has':
      return ticket.files.some(({ type }) => choice === 'file' || type.startsWith('image/'))
    case 'status':
    case 'kind':
    case 'channel':
      return ticket[field] === choice
    case 'criticality':
      return compare(
        criticalities.indexOf(ticket.criticality as 'low') - criticalities.indexOf(choice as 'low'),
        operator,
      )
    case 'priority': {
      if (value.type === 'none' || ticket.priority === null) return value.type === 'none' && ticket.priority === null
      return compare(priorities.indexOf(ticket.priority as 'low') - priorities.indexOf(choice as 'low'), operator)
    }
    case 'rating': {
      const rating = ticket.closed_at !== null && ticket.rated_closing === ticket.closed_at ? ticket.rating : null
      if (value.type !== 'number') return rating === null
      return rating !== null && compare(rating - value.number, operator)
    }
    case 'lead':
      return one(ticket.lead_id)
    case 'company':
      return one(ticket.company_id)
    case 'project':
      return one(ticket.project_id)
    case 'team':
      return one(ticket.team_id)
    case 'assignee':
      return several(ticket.assignee_ids)
    case 'watcher':
      return several(ticket.watchers)
    case 'contact':
      return several(ticket.contacts)
    case 'equipment':
      return several(ticket.equipment)
    case 'reporter':
      return several([ticket.reporter_contact_id, ticket.reporter_agent_id].filter((id) => id !== null))
    case 'tag':
      if (value.type === 'none') return ticket.tags.length === 0
      return value.type === 'name' && ticket.tags.some((tag) => fold(tag) === fold(value.name))
    case 'created':
      return isAt(ticket.created_at, operator, value, world)
    case 'reported':
      return isAt(ticket.reported_at, operator, value, world)
    case 'changed':
      return isAt(ticket.updated_at, operator, value, world)
    case 'closed':
      return isAt(ticket.closed_at, operator, value, world)
    case 'due':
      return isAt(ticket.due_at, operator, value, world, true)
  }
}

const isPerson = (ids: string[], value: Value, wanted: string[]) =>
  value.type === 'none' ? ids.length === 0 : ids.some((id) => wanted.includes(id))

function idsOf(field: Condition['field'], value: Value, { reader, records }: World): string[] {
  if (value.type === 'me') return [reader.id]
  if (value.type === 'id') return [value.id]
  if (value.type !== 'name') return []
  const may = (
    permission: 'contacts.read' | 'equipment.read' | 'projects.read' | 'agents.read',
    found: NamedRecord[],
  ) => (reader.permissions.has(permission) ? found : [])
  const agents = may('agents.read', records.agents)
  const contacts = may('contacts.read', records.contacts)
  const among: Partial<Record<Condition['field'], NamedRecord[]>> = {
    lead: agents,
    assignee: agents,
    watcher: agents,
    reporter: [...agents, ...contacts],
    contact: contacts,
    company: may('contacts.read', records.companies),
    equipment: may('equipment.read', records.equipment),
    project: may('projects.read', records.projects),
    team: may('agents.read', records.teams),
  }
  return (among[field] ?? [])
    .filter(({ name }) => beginsWord(name, value as NameValue & { name: string }))
    .map(({ id }) => id)
}

const beginsWord = (text: string, { name }: { name: string }) => ` ${bare(text)}`.includes(` ${bare(name)}`)

const fold = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
const bare = (text: string) => wordsIn(text).join(' ')
const wordsIn = (text: string) =>
  fold(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)

function hasFlag(ticket: StoredTicket, flag: string, world: World): boolean {
  const { is_open: open, lead_id: lead, assignee_ids: assignees } = ticket
  const me = world.reader.id
  switch (flag) {
    case 'open':
      return open
    case 'closed':
      return !open
    case 'late':
      return open && ticket.due_at !== null && Date.parse(ticket.due_at) < Date.now()
    case 'unclaimed':
      return open && lead === null
    case 'to-handle':
      return open && ticket.status !== 'waiting' && (lead === me || (lead === null && assignees.includes(me)))
    case 'helping':
      return open && assignees.includes(me) && lead !== null && lead !== me
    default: {
      const since = Date.parse(world.unreadSince)
      return ticket.events.some(
        ({ version, actor, at }) =>
          version > (world.seen.get(ticket.id) ?? 0) && Date.parse(at) > since && actor !== me,
      )
    }
  }
}

function compare(difference: number, operator: Condition['operator']): boolean {
  if (operator === '=') return difference === 0
  if (operator.startsWith('<')) return difference < 0 || (operator === '<=' && difference === 0)
  return difference > 0 || (operator === '>=' && difference === 0)
}

function isAt(at: string | null, operator: Condition['operator'], value: Value, world: World, ahead = false): boolean {
  if (value.type === 'none') return at === null
  if (at === null) return false
  const now = Temporal.Now.zonedDateTimeISO(world.timeZone)
  const when = Temporal.Instant.from(at).toZonedDateTimeISO(world.timeZone)
  if (value.type !== 'age') return compare(orderOf(when, value as DateValue, now), operator)
  const edge = ahead
    ? now.add({ [`${value.unit}s`]: value.amount })
    : now.subtract({ [`${value.unit}s`]: value.amount })
  const order = Temporal.ZonedDateTime.compare(when, edge)
  const isWithin = operator === '<' || operator === '='
  if (!ahead) return isWithin ? order > 0 : order < 0
  return isWithin ? order < 0 && Temporal.ZonedDateTime.compare(when, now) > 0 : order > 0
}

/** Negative before the date, zero within it, positive after it. */
function orderOf(when: Temporal.ZonedDateTime, value: DateValue, now: Temporal.ZonedDateTime): number {
  const text = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
  const dayOf = (each: Temporal.ZonedDateTime) => each.toPlainDate().toString()
  const days = (ahead: number) => text(dayOf(when), dayOf(now.add({ days: ahead })))
  const weeks = (ahead: number) => text(weekOf(when), weekOf(now.add({ weeks: ahead })))
  const months = (ahead: number) => text(dayOf(when).slice(0, 7), dayOf(now.add({ months: ahead })).slice(0, 7))
  if (value.type === 'day') return text(dayOf(when), value.day)
  if (value.type === 'month') return text(dayOf(when).slice(0, 7), value.month)
  if (value.type === 'year') return text(dayOf(when).slice(0, 4), value.year)
  if (value.type === 'instant') return when.epochMilliseconds - Date.parse(value.instant)
  if (value.type !== 'period') return 0
  switch (value.period) {
    case 'today':
      return days(0)
    case 'yesterday':
      return days(-1)
    case 'tomorrow':
      return days(1)
    case 'this-week':
      return weeks(0)
    case 'last-week':
      return weeks(-1)
    case 'next-week':
      return weeks(1)
    case 'this-month':
      return months(0)
    case 'last-month':
      return months(-1)
    case 'next-month':
      return months(1)
    case 'this-year':
      return when.year - now.year
    case 'last-year':
      return when.year - now.year + 1
  }
}

const weekOf = (each: Temporal.ZonedDateTime) => `${each.yearOfWeek} ${String(each.weekOfYear).padStart(2, '0')}`

/** Every word must be there, the last one may be incomplete; a phrase in order. Only words that have no other inflection. */
function hasWords(ticket: StoredTicket, text: string, { records }: World): boolean {
  if (Number(text) === ticket.number) return true
  const nameOf = (list: NamedRecord[], id: string | null) => list.find((each) => each.id === id)?.name ?? ''
  const names = ticket.contacts.map((id) => nameOf(records.contacts, id))
  const files = ticket.files.map(({ name }) => name)
  const company = nameOf(records.companies, ticket.company_id)
  const pieces = [ticket.title, ticket.description, company, ...names, ...files].map(wordsIn)
  const parts = text.match(/"[^"]*"|\S+/g) ?? []
  return parts.every((part, index) => {
    const wanted = wordsIn(part)
    if (part.startsWith('"')) return pieces.some((words) => ` ${words.join(' ')} `.includes(` ${wanted.join(' ')} `))
    const isLast = index === parts.length - 1
    return wanted.every((word, at) =>
      pieces.flat().some((each) => each === word || (isLast && at === wanted.length - 1 && each.startsWith(word))),
    )
  })
}
