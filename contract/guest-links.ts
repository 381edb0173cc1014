import { z } from 'zod'
import { IdParams, Instant } from './common.ts'
import { route } from './route.ts'

const GuestLink = z
  .object({
    link: z
      .object({
        madeAt: Instant,
        usedAt: Instant.nullable().describe('to the day; null: not yet, or by nobody who is still signed in'),
      })
      .nullable()
      .describe('null: nobody follows the ticket by a secret link'),
    can: z
      .object({
        make: z.boolean().describe('false too where the ticket has no guest to give it to'),
        revoke: z.boolean(),
      })
      .describe('What the reader may do to it'),
  })
  .meta({ id: 'GuestLink' })
export type GuestLink = z.infer<typeof GuestLink>

const tag = 'tickets'

/** The secret link by which a guest follows a ticket. It is no part of the ticket: a closed one has it too. */
export const guestLinks = {
  show: route({
    method: 'GET',
    path: '/api/tickets/:id/guest-link',
    summary: 'Whether somebody follows this ticket by a secret link',
    tag,
    access: 'tickets.read',
    params: IdParams,
    reply: GuestLink,
  }),
  make: route({
    method: 'POST',
    path: '/api/tickets/:id/guest-link',
    summary: 'Make a new secret link for the reporter, shown this once; a former one is revoked',
    tag,
    access: 'tickets.edit',
    params: IdParams,
    reply: z.object({ path: z.string().describe('at Guichet’s address') }),
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
