import type { z } from 'zod'
import type { EventName } from '../events.ts'
import { peopleEvents } from './people.ts'
import { recordEvents } from './records.ts'
import { settingsEvents } from './settings.ts'
import { ticketEvents } from './ticket.ts'

/** Schemas of the data that each event is stored with: what record() writes and reactions read. */
export const eventData = {
  ...ticketEvents,
  ...recordEvents,
  ...peopleEvents,
  ...settingsEvents,
} satisfies Record<EventName, z.ZodType>

/** The data of an event by its name. */
export type EventData<N extends EventName> = z.output<(typeof eventData)[N]>
