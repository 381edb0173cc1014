import { z } from 'zod'
import { IdParams, Instant } from './common.ts'
import { route } from './route.ts'

const GuestLink = z
  .object({
    link: z
      .object({
        madeAt: Instant,
        usedAt: Instant.nullable().describe('Precise to the day; null: never used, or no session of it is left'),
      })
      .nullable()
      .describe('null: the ticket has no secret link'),
    can: z
      .object({
        make: z.boolean().describe('Also false if the ticket’s reporter is not a guest'),
        revoke: z.boolean(),
      })
      .describe('What the reader may do with it'),
  })
  .meta({ id: 'GuestLink' })
export type GuestLink = z.infer<typeof GuestLink>

const tag = 'tickets'

/** Routes of the secret link by which a guest follows a ticket, even a closed one. */
export const guestLinks = {
  show: route({
    method: 'GET',
    path: '/api/tickets/:id/guest-link',
    summary: 'Get the state of a ticket’s secret link',
    tag,
    access: 'tickets.read',
    params: IdParams,
    reply: GuestLink,
  }),
  make: route({
    method: 'POST',
    path: '/api/tickets/:id/guest-link',
    summary: 'Create a secret link for the reporter, shown this once; revokes the previous one',
    tag,
    access: 'tickets.edit',
    params: IdParams,
    reply: z.object({ path: z.string().describe('Path on this server') }),
    status: 201,
  }),
  revoke: route({
    method: 'DELETE',
    path: '/api/tickets/:id/guest-link',
    summary: 'Revoke the secret link: its sessions end within seconds',
    tag,
    access: 'tickets.edit',
    params: IdParams,
    status: 204,
  }),
}
