import { z } from 'zod'
import type { EventName } from '../../../../contract/events.ts'
import { readChangedFields } from '../change/changes.ts'

const fieldsOfClients = [
  'title',
  'description',
  'kind',
  'criticality',
  'reportedAt',
  'project',
  'reporter',
  'contacts',
  'equipment',
  'attachments',
  'status',
  'lead',
  'rating',
  'ratingWords',
]

const Hidden = z.object({ visibility: z.literal('internal') })

/** Tells whether an event changed anything that a ticket's clients can see. */
export function isNewsForClients(name: EventName, data: unknown): boolean {
  if (name === 'ticket.created') return true
  if (Hidden.safeParse(data).success) return false
  if (name === 'ticket.step_added') return true
  return readChangedFields(data).some((field) => fieldsOfClients.includes(field))
}
