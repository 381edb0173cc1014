import type { TicketRow } from '../../../contract/tickets.ts'

/** T-1042 */
export const ticketRef = ({ number }: Pick<TicketRow, 'number'>) => `T-${number}`

/** “Marie Dupont, Marc Dupont et 2 autres” without the words: the names to say and how many are left. */
export function namesOf(people: { name: string }[], atMost = 2) {
  return {
    names: people
      .slice(0, atMost)
      .map((person) => person.name)
      .join(', '),
    others: Math.max(0, people.length - atMost),
  }
}
