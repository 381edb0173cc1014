import { actLimits } from '../../../../contract/limits.ts'
import type { NewPortalStep, PortalTicket } from '../../../../contract/portal.ts'
import { textToHtml } from '../../../../contract/rules/rich-text.ts'
import type { Client } from '../../../actors.ts'
import type { Ctx } from '../../../platform/context.ts'
import { record } from '../../../platform/record.ts'
import { countAct } from '../../../platform/throttle.ts'
import { transact } from '../../../platform/transact.ts'
import { attachUploads } from '../../attachments/index.ts'
import { lockOpenTicket, nextPublicVersion } from '../change/lock-ticket.ts'
import { applyStatus } from '../status/set-status.ts'
import { insertStep } from '../steps/insert-step.ts'
import { readClientTicket } from './ticket.ts'

/** Adds a client's step to an open ticket. Ends its waiting, in the same event. */
export async function answerAsClient(ctx: Ctx<Client>, ticketId: string, input: NewPortalStep): Promise<PortalTicket> {
  return transact(ctx, async (tx) => {
    await countAct(tx, actLimits.step, ctx.actor.id)
    const ticket = await lockOpenTicket(tx, ctx.actor, ticketId)
    const waits = ticket.status === 'waiting'
    const kind = waits ? 'answer' : 'information'
    const step = { kind, body: textToHtml(input.body), visibility: 'public', minutesSpent: null } as const
    const stepId = await insertStep(tx, ctx.actor, ticket.id, step)
    await attachUploads(tx, ctx.actor, input.attachmentIds, { ticketId: ticket.id, stepId })
    if (waits) {
      await applyStatus(tx, ctx, ticket, { to: 'investigating', until: null, waitingReason: '', stepId })
    } else {
      const next = nextPublicVersion(ticket)
      await tx.updateTable('ticket').set(next).where('id', '=', ticket.id).execute()
      const data = { stepId, kind, visibility: 'public' } as const
      await record(tx, ctx, 'ticket.step_added', { id: ticket.id, version: next.version, data })
    }
    return readClientTicket(tx, ctx.actor, { id: ticket.id })
  })
}
