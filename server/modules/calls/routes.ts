import { contacts } from '../../../contract/contacts.ts'
import { type MountContext, mount } from '../../platform/http/mount.ts'
import { readCallerCard } from './caller-card.ts'
import { findCallers } from './find-callers.ts'

export function mountCalls(mounting: MountContext): void {
  mount(mounting, contacts.callers, async (ctx, { query }) => ({
    items: await findCallers(ctx.db, ctx.actor, query.text, query.limit),
  }))
  mount(mounting, contacts.callerCard, (ctx, { params }) => readCallerCard(ctx.db, ctx.actor, params.id))
}
