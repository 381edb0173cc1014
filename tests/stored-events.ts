import { eventData } from '../contract/event-data/index.ts'
import { EventName } from '../contract/events.ts'
import type { Db } from '../server/platform/database.ts'

/** Throws when the data of a stored event does not match the schema of its name. */
export function requireReadableEvents(events: { name: string; data: unknown }[]): void {
  for (const { name, data } of events) {
    const { success, error } = eventData[EventName.parse(name)].safeParse(data)
    if (!success) throw new Error(`${name} ${JSON.stringify(data)}: ${error.message}`)
  }
}

export const storedEvents = (db: Db) => db.selectFrom('event').select(['name', 'data']).execute()
