import { z } from 'zod'
import { Id, IdParams, Instant, Text } from './common.ts'
import { Status, StepKind, Visibility } from './enums.ts'
import { route } from './route.ts'

/** Draft of a step, as in the composer. Files are not part of it: they stay on the device. */
export const DraftContent = z
  .object({
    kind: StepKind,
    visibility: Visibility,
    html: Text(100_000),
    next: Status.nullable().optional().describe('Absent: as the kind suggests; null: deliberately none'),
    happenedAt: Instant.nullable().default(null),
    performer: z
      .object({ id: Id, kind: z.enum(['agent', 'contact']) })
      .nullable()
      .default(null),
    minutes: z.int().min(0).max(60_000).nullable().default(null),
  })
  .meta({ id: 'DraftContent' })
export type DraftContent = z.output<typeof DraftContent>

export const Draft = z
  .object({
    content: DraftContent.nullable().describe('null: sent or discarded'),
    revision: z.int().describe('Grows with each change of any draft'),
    age: z.int().describe('Milliseconds since it was written, by the server’s clock'),
  })
  .meta({ id: 'Draft' })
export type Draft = z.output<typeof Draft>

/**
 * Message of the live stream to the author's own pages: `event: draft`, without id; `data: <LiveDraft>`. A page that has an
 * older revision reads the ticket again.
 */
export const LiveDraft = z.object({
  /** The ticket. */
  id: Id,
  revision: z.int(),
})
export type LiveDraft = z.infer<typeof LiveDraft>

const tag = 'tickets'

export const drafts = {
  keep: route({
    method: 'PUT',
    path: '/api/tickets/:id/draft',
    summary: 'Save the caller’s draft on a ticket; the newest text wins, and one replaced unseen is returned',
    tag,
    access: 'tickets.reply',
    params: IdParams,
    body: z.object({
      content: DraftContent,
      seen: z.int().min(0).default(0).describe('Newest revision seen by this device'),
    }),
    reply: z.object({ revision: z.int(), replaced: DraftContent.nullable() }),
  }),
  discard: route({
    method: 'DELETE',
    path: '/api/tickets/:id/draft',
    summary: 'Discard the caller’s draft on a ticket',
    tag,
    access: 'tickets.reply',
    params: IdParams,
    status: 204,
  }),
}
