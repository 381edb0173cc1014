import { portal } from '../../../../contract/portal.ts'
import { requireActingClient } from '../../../actors.ts'
import { type MountContext, mount } from '../../../platform/http/mount.ts'
import { parseTicketKey } from '../page/ticket-key.ts'
import { answerAsClient } from './answer.ts'
import { createAsClient } from './create.ts'
import { listClientTickets } from './list.ts'
import { rateAsClient } from './rate.ts'
import { setStatusAsClient } from './set-status.ts'
import { readClientTicket } from './ticket.ts'
import { readOlderClientTimeline } from './timeline.ts'

export function mountClientTickets(mounting: MountContext): void {
  const changes: MountContext = {
    ...mounting,
    readAgain: (ctx, id) => readClientTicket(ctx.db, requireActingClient(ctx.actor), { id }),
  }
  mount(mounting, portal.list, (ctx, { query }) => listClientTickets(ctx, query))
  mount(mounting, portal.create, (ctx, { body }) => createAsClient(ctx, body))
  mount(mounting, portal.show, (ctx, { params }) => readClientTicket(ctx.db, ctx.actor, parseTicketKey(params.key)))
  mount(mounting, portal.timeline, (ctx, { params, query }) => readOlderClientTimeline(ctx, params.id, query.before))
  mount(changes, portal.addStep, (ctx, { params, body }) => answerAsClient(ctx, params.id, body))
  mount(changes, portal.setStatus, (ctx, { params, body }) => setStatusAsClient(ctx, params.id, body))
  mount(changes, portal.rate, (ctx, { params, body }) => rateAsClient(ctx, params.id, body))
}
