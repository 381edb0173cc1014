import type { PortalMe, PortalTicket, PortalTimeline } from '../../../contract/portal.ts'
import type { Agent } from '../../actors.ts'
import type { Ctx } from '../../platform/context.ts'
import { readClientTicket, readOlderClientTimeline, requireVisibleTicket } from '../tickets/index.ts'
import { requireClient } from './load-client.ts'
import { describeClient } from './session.ts'

type Key = { id: string; contactId: string }

/** Returns a ticket as a client sees it. Throws not_found unless both the agent and the client see it. */
export async function showClientView(
  { db, actor }: Ctx<Agent>,
  { id, contactId }: Key,
): Promise<{ reader: PortalMe; ticket: PortalTicket }> {
  await requireVisibleTicket(db, actor, id)
  const client = await requireClient(db, contactId)
  const ticket = await readClientTicket(db, client, { id })
  return { reader: await describeClient(db, client), ticket }
}

/** Returns an older part of the ticket's history. Throws not_found like showClientView. */
export async function readOlderClientView(
  ctx: Ctx<Agent>,
  { id, contactId }: Key,
  before: string,
): Promise<PortalTimeline> {
  await requireVisibleTicket(ctx.db, ctx.actor, id)
  const client = await requireClient(ctx.db, contactId)
  return readOlderClientTimeline({ ...ctx, actor: client }, id, before)
}
