import type { TicketView } from '../../../../contract/tickets.ts'
import { changeFields, type Fields } from '../changes/requests.ts'
import type { PropertyEdit } from './use-property.ts'

/** Returns how to read, save and optimistically update a property that is one field of the ticket. */
export function fieldProperty<K extends keyof TicketView>(
  ticket: TicketView,
  field: K,
  fields: (next: TicketView[K]) => Fields,
): PropertyEdit<TicketView[K]> {
  return {
    value: ticket[field],
    send: (next, seen) => changeFields(seen, seen.version, fields(next)),
    ahead: (known, next) => ({ ...known, [field]: next }),
  }
}
