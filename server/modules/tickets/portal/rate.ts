import { actLimits } from '../../../../contract/limits.ts'
import type { PortalRating, PortalTicket } from '../../../../contract/portal.ts'
import type { Client } from '../../../actors.ts'
import { AppError } from '../../../platform/app-error.ts'
import type { Ctx } from '../../../platform/context.ts'
import { record } from '../../../platform/record.ts'
import { countAct } from '../../../platform/throttle.ts'
import { transact } from '../../../platform/transact.ts'
import { lockTicket, nextPublicVersion } from '../change/lock-ticket.ts'
import { isRateable, ratingJson } from '../page/rating-json.ts'
import { readClientTicket } from './ticket.ts'

/** Rates the current resolution or comments on it, replacing an earlier rating. Throws not_rateable. */
export async function rateAsClient(ctx: Ctx<Client>, ticketId: string, rating: PortalRating): Promise<PortalTicket> {
  return transact(ctx, async (tx) => {
    await countAct(tx, actLimits.step, ctx.actor.id)
    const ticket = await lockTicket(tx, ctx.actor, ticketId)
    const found = await tx
      .selectFrom('ticket')
      .select([ratingJson.as('before'), isRateable.as('mayRate')])
      .where('id', '=', ticket.id)
      .executeTakeFirstOrThrow()
    if (!found.mayRate) throw new AppError('not_rateable')
    const { before } = found
    const changes = [
      { field: 'rating' as const, from: before?.stars ?? null, to: rating.stars },
      { field: 'ratingWords' as const, from: before?.words ?? '', to: rating.words },
    ].filter(({ from, to }) => from !== to)
    if (changes.length > 0) {
      const next = nextPublicVersion(ticket)
      const change = tx
        .updateTable('ticket')
        .set((row) => ({
          ...next,
          rating: rating.stars,
          rating_words: rating.words,
          rated_closing: row.ref('closed_at'),
        }))
        .where('id', '=', ticket.id)
      const event = { id: ticket.id, version: next.version, data: { changes } } as const
      await record(tx, ctx, 'ticket.rated', event, change)
    }
    return readClientTicket(tx, ctx.actor, { id: ticket.id })
  })
}
