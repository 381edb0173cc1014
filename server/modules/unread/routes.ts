import { type LiveSeen, unread } from '../../../contract/unread.ts'
import { type MountContext, mount } from '../../platform/http/mount.ts'
import { notifyOwnPages } from '../../platform/live/own-pages.ts'
import { setUnreadSince } from '../people/index.ts'
import { listUnread } from './list-unread.ts'
import { seeTicket } from './see-ticket.ts'

export function mountUnread(mounting: MountContext): void {
  mount(mounting, unread.list, (ctx) => listUnread(ctx.db, ctx.actor))
  mount(mounting, unread.setSince, async (ctx, { body }) => {
    await setUnreadSince(ctx.db, ctx.actor.id, body.at)
    const message: LiveSeen = { upTo: body.at }
    await notifyOwnPages(ctx.db, { to: ctx.actor.id, event: 'seen', message })
    return undefined
  })
  mount(mounting, unread.see, (ctx, { params, body }) => seeTicket(ctx, params.id, body.version))
}
