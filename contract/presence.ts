import { z } from 'zod'
import { AgentRef, Id, IdParams } from './common.ts'
import { route } from './route.ts'

/** Activities on a ticket's page; never stored. */
const doings = ['looking', 'typing'] as const

export const PresentAgent = z.object({ agent: AgentRef, doing: z.enum(doings) }).meta({ id: 'PresentAgent' })
export type PresentAgent = z.infer<typeof PresentAgent>

/**
 * Message of the live stream to agents who have that ticket open and may see it: `event: presence`, without id, as there is
 * nothing to catch up with; `data: <LivePresence>`.
 */
export const LivePresence = z.object({
  /** The ticket. */
  id: Id,
  agent: AgentRef,
  doing: z.enum([...doings, 'left']),
})
export type LivePresence = z.infer<typeof LivePresence>

export const presence = {
  tell: route({
    method: 'POST',
    path: '/api/tickets/:id/presence',
    summary: 'Report the caller’s activity on a ticket, at each change and every 20 s; it expires after 45 s',
    tag: 'live',
    access: 'tickets.read',
    params: IdParams,
    body: z.object({
      page: z
        .string()
        .regex(/^[\w-]{8,64}$/)
        .describe('Identifies this page among those that the agent has open'),
      doing: z.enum([...doings, 'left']),
    }),
    reply: z.object({ others: z.array(PresentAgent).describe('Other agents on the ticket, by name') }),
  }),
}
