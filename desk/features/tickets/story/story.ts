import type { Step, TicketEvent, TicketView } from '../../../../contract/tickets.ts'

export type Change = TicketEvent['changes'][number]
export type Person = NonNullable<TicketEvent['by']>

/** Changes of one person within a short time, shown in one line. */
export type EventLine = { kind: 'events'; id: string; at: string; by: Person | null; events: TicketEvent[] }
export type StepEntry = { kind: 'step'; id: string; at: string; step: Step; to: string | null }
export type StoryEntry = EventLine | StepEntry

/** Maximum time between changes that share a line, in milliseconds. */
const oneGo = 10 * 60_000

/**
 * Returns the history for reading: the steps, and between them the other changes, grouped. The creation of the ticket
 * is shown elsewhere. A step and the status that it set are one entry.
 */
export function storyOf({ steps, events }: TicketView['timeline']): StoryEntry[] {
  const statusOf = new Map(events.flatMap((event) => (event.stepId ? [[event.stepId, statusIn(event)]] : [])))
  const written: StoryEntry[] = steps.map((step) => ({
    kind: 'step',
    id: step.id,
    at: step.createdAt,
    step,
    to: statusOf.get(step.id) ?? null,
  }))
  const undone = new Set(events.map((event) => event.undoes))
  const quiet = events.filter(
    (event) =>
      event.stepId === null &&
      event.changes.length > 0 &&
      event.name !== 'ticket.created' &&
      event.undoes === null &&
      !undone.has(event.id),
  )
  const changed: StoryEntry[] = quiet.map((event) => ({
    kind: 'events',
    id: event.id,
    at: event.at,
    by: event.by,
    events: [event],
  }))
  const entries = [...written, ...changed].sort((a, b) => Date.parse(a.at) - Date.parse(b.at) || (a.id < b.id ? -1 : 1))
  return entries.reduce<StoryEntry[]>(gathered, [])
}

function gathered(told: StoryEntry[], next: StoryEntry): StoryEntry[] {
  const last = told.at(-1)
  if (last?.kind !== 'events' || next.kind !== 'events') return [...told, next]
  if (last.by?.id !== next.by?.id || Date.parse(next.at) - Date.parse(last.at) > oneGo) return [...told, next]
  return [...told.slice(0, -1), { ...last, at: next.at, events: [...last.events, ...next.events] }]
}

function statusIn(event: TicketEvent): string | null {
  const status = event.changes.find((change) => change.field === 'status')
  return typeof status?.to === 'string' ? status.to : null
}

/**
 * Returns the changes of a line, one per field, from its first to its last value. A field that has its first value
 * again is left out. Each attachment has its own change.
 */
export function changesOf(line: EventLine): Change[] {
  const byField = new Map<string, Change>()
  for (const change of line.events.flatMap((event) => event.changes)) {
    const key = change.field === 'attachments' ? JSON.stringify(change.to ?? change.from) : change.field
    const known = byField.get(key)
    byField.set(key, known ? { ...known, to: change.to } : change)
  }
  return [...byField.values()].filter((change) => JSON.stringify(change.from) !== JSON.stringify(change.to))
}
