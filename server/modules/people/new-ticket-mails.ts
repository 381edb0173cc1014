import { sql } from 'kysely'

/** Whether an `agent` wants to hear of tickets that nobody is on: technicians, unless they say otherwise. */
export const isNewTicketSubscriber = sql<boolean>`coalesce(agent.mail_new_tickets, agent.role = 'technician')`
