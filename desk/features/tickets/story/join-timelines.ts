import type { Timeline } from '../../../../contract/tickets.ts'

type Entry = { id: string }

/**
 * Joins the history known so far with what has just been read of it. A reading holds the newest part: entries already on the
 * screen stay there when new ones push them out of it, and go when they are missing in it, as a step taken back is. When the two do not meet, what lies between is not known, and
 * the older one is forgotten (it can be asked for again).
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

/** With an older part put before it. */
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
