import type { TicketRow } from '../../../contract/tickets.ts'

/** Formats a ticket’s number, as in “T-1042”. */
export const ticketRef = ({ number }: Pick<TicketRow, 'number'>) => `T-${number}`

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
