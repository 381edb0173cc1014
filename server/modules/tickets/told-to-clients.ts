import type { Visibility } from '../../../contract/enums.ts'
import type { EventName } from '../../../contract/events.ts'
import { changesOf } from './changes.ts'

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

/** Whether an event changed anything that a ticket's clients are shown. What stays inside is no news for them. */
export function isToldToClients(name: EventName, data: unknown): boolean {
  if (name === 'ticket.created') return true
  const visibility = (data as { visibility?: Visibility } | null)?.visibility
  if (visibility === 'internal') return false
  if (name === 'ticket.step_added') return true
  return changesOf(data).some(({ field }) => fieldsOfClients.includes(field))
}
