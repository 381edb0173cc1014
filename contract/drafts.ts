import { z } from 'zod'
import { Id, IdParams, Instant, Text } from './common.ts'
import { Status, StepKind, Visibility } from './enums.ts'
import { route } from './route.ts'

/** Draft of a step, as the composer holds it. Files are not part of it: they wait on the device. */
export const DraftContent = z
  .object({
    kind: StepKind,
    visibility: Visibility,
    html: Text(100_000),
    next: Status.nullable().optional().describe('absent: what the kind suggests; null: none, on purpose'),
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
    content: DraftContent.nullable().describe('null: sent or given up'),
    revision: z.int().describe('rises with each change of any draft'),
    age: z.int().describe('milliseconds since it was written, by the clock of the server'),
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
    summary: 'Keep what one is writing on a ticket; the newest words win, and what they replace unseen is answered',
    tag,
    access: 'tickets.reply',
    params: IdParams,
    body: z.object({
      content: DraftContent,
      seen: z.int().min(0).default(0).describe('The newest revision that this device has seen'),
    }),
    reply: z.object({ revision: z.int(), replaced: DraftContent.nullable() }),
  }),
  discard: route({
    method: 'DELETE',
    path: '/api/tickets/:id/draft',
    summary: 'Give up what one was writing on a ticket',
    tag,
    access: 'tickets.reply',
    params: IdParams,
    status: 204,
  }),
}
