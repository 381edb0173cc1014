import type { TicketRow } from '../../../contract/tickets.ts'
import type { SubjectRef } from '../../lib/opened-action.ts'

/** Formats a ticket’s number, as in “T-1042”. */
export const ticketRef = ({ number }: Pick<TicketRow, 'number'>) => `T-${number}`

/** Returns a ticket as the record that an action is about. */
export const ticketSubject = ({ id, title, number }: Pick<TicketRow, 'id' | 'title' | 'number'>): SubjectRef => ({
  kind: 'ticket',
  id,
  label: title,
  number,
})

/** Returns the first names of a list, joined, and the number of others. */
export function namesOf(people: { name: string }[], atMost = 2) {
  return {
    names: people
      .slice(0, atMost)
      .map((person) => person.name)
      .join(', '),
    others: Math.max(0, people.length - atMost),
  }
}
