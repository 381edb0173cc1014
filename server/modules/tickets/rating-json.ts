import { sql } from 'kysely'
import type { Rating } from '../../../contract/ticket-view.ts'

/** Rating of the resolution that closes a ticket now. The history has those of former ones. */
export const ratingJson = sql<Rating | null>`case when ticket.rated_closing = ticket.closed_at then
  json_build_object('stars', ticket.rating, 'words', ticket.rating_words) end`

/** Whether a resolution may be rated still: for a month, during which it may be rated otherwise. */
export const mayRate = sql<boolean>`(
  ticket.status = 'resolved' and ticket.closed_at > now() - interval '30 days')`
