import { sql } from 'kysely'

/** Condition for agents who subscribe to tickets without assignees: technicians by default. */
export const isNewTicketSubscriber = sql<boolean>`coalesce(agent.mail_new_tickets, agent.role = 'technician')`
