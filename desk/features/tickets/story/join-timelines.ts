import type { Timeline } from '../../../../contract/tickets.ts'

type Entry = { id: string }

/**
 * Joins the known history with a newer reading, which contains the latest entries only. Known entries older than the
 * reading are kept, and those missing in it are removed, as an undone step is. When the two do not overlap, the entries
 * between them are unknown, and the known history is dropped; it can be loaded again.
 */
export function joinTimelines(known: Timeline, fresh: Timeline): Timeline {
  if (!meet(known, fresh)) return fresh
  const isOlder = ({ id }: Entry) => fresh.olderBefore !== null && id < fresh.olderBefore
  return {
    steps: joined(known.steps.filter(isOlder), fresh.steps),
    events: joined(known.events.filter(isOlder), fresh.events),
    olderBefore: known.olderBefore,
  }
}

/** Prepends an older part of the history. */
export function withOlder(known: Timeline, older: Timeline): Timeline {
  return {
    steps: joined(older.steps, known.steps),
    events: joined(older.events, known.events),
    olderBefore: older.olderBefore,
  }
}

function meet(known: Timeline, fresh: Timeline) {
  if (fresh.olderBefore === null) return true
  const ids = new Set([...known.events, ...known.steps].map((entry) => entry.id))
  return [...fresh.events, ...fresh.steps].some((entry) => ids.has(entry.id))
}

function joined<T extends Entry>(before: T[], after: T[]): T[] {
  const later = new Set(after.map((entry) => entry.id))
  return [...before.filter((entry) => !later.has(entry.id)), ...after]
}
