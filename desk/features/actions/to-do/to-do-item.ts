import type { Action } from '../../../../contract/actions.ts'
import type { TicketRow } from '../../../../contract/tickets.ts'

/** Ticket to handle or open action, in one list. */
export type ToDoItem = { id: string; dueAt: string | null } & ({ action: Action } | { ticket: TicketRow })

export const actionItem = (action: Action): ToDoItem => ({ id: action.id, dueAt: action.dueAt, action })
export const ticketItem = (ticket: TicketRow): ToDoItem => ({ id: ticket.id, dueAt: ticket.dueAt, ticket })

/** Returns the id of the element that has the focus at the cursor. */
export const itemElementId = (id: string) => `to-do-${id}`
