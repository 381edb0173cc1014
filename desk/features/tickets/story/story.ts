import type { Step, TicketEvent, TicketView } from '../../../../contract/tickets.ts'

export type Change = TicketEvent['changes'][number]
export type Person = NonNullable<TicketEvent['by']>

/** One quiet line: what one person changed in one go. */
export type EventLine = { kind: 'events'; id: string; at: string; by: Person | null; events: TicketEvent[] }
export type StepEntry = { kind: 'step'; id: string; at: string; step: Step; to: string | null }
export type StoryEntry = EventLine | StepEntry

/** Changes this close together are told in one line. */
const oneGo = 10 * 60_000

/**
 * The history as it is read: what people wrote, in the order in which it was entered, and between them, gathered, what
 * was changed. The opening is told apart; a step and the status it brings are one entry.
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
 * The changes of a line, each field once: from what it was first to what it was last; none when it came back. Each file is
 * told apart.
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
