import type { z } from 'zod'
import type { EventName } from '../events.ts'
import { actionEvents } from './actions.ts'
import { peopleEvents } from './people.ts'
import { recordEvents } from './records.ts'
import { settingsEvents } from './settings.ts'
import { ticketEvents } from './ticket.ts'

/** Schemas of the data stored with each event: record() writes it, reactions read it. */
export const eventData = {
  ...ticketEvents,
  ...recordEvents,
  ...peopleEvents,
  ...settingsEvents,
  ...actionEvents,
} satisfies Record<EventName, z.ZodType>

/** Data of an event, by its name. */
export type EventData<N extends EventName> = z.output<(typeof eventData)[N]>
