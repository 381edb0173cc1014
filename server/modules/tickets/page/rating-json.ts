import { sql } from 'kysely'
import type { Rating } from '../../../../contract/ticket-view.ts'

/** SQL for the rating of the current resolution. Earlier ratings are in the history. */
export const ratingJson = sql<Rating | null>`case when ticket.rated_closing = ticket.closed_at then
  json_build_object('stars', ticket.rating, 'words', ticket.rating_words) end`

/** Condition for tickets whose resolution can be rated, or rated again: for 30 days. */
export const isRateable = sql<boolean>`(
  ticket.status = 'resolved' and ticket.closed_at > now() - interval '30 days')`
