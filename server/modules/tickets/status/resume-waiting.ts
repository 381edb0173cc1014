import { sql } from 'kysely'
import { z } from 'zod'
import type { Ctx } from '../../../platform/context.ts'
import type { Db } from '../../../platform/database.ts'
import { defineJob } from '../../../platform/define-job.ts'
import { defineReaction } from '../../../platform/dispatcher.ts'
import { transact } from '../../../platform/transact.ts'
import { lockTicket } from '../change/lock-ticket.ts'
import { applyStatus } from './set-status.ts'

export const resumeJob = defineJob({
  name: 'tickets.resume-waiting',
  payload: z.object({ ticketId: z.uuid(), until: z.string() }),
  run: ({ ctx }, payload) => resumeWaiting(ctx, payload),
})

/** Plans the resumption of a ticket that waits until a date. */
export const resumeWhenDue = defineReaction('ticket.status_changed', ({ subjectId, data }) =>
  'until' in data && data.until
    ? resumeJob.plan({ ticketId: subjectId, until: data.until }, { runAt: data.until })
    : null,
)

/**
 * Plans a job at each start for every ticket that waits until a date, since backups contain no jobs. Planned twice, a
 * job runs once; besides the one that its event planned, it does nothing.
 */
export async function planResumptions(db: Db): Promise<void> {
  await sql`
    select graphile_worker.add_job(${resumeJob.name}, json_build_object('ticketId', id, 'until', waiting_until),
      run_at => waiting_until, job_key => ${resumeJob.name} || ' ' || id || ' ' || waiting_until)
    from ticket where status = 'waiting' and waiting_until is not null`.execute(db)
}

/** Does nothing when the ticket moved on meanwhile, waits until another date, or was removed with the sample data. */
async function resumeWaiting(ctx: Ctx, payload: { ticketId: string; until: string }): Promise<void> {
  await transact(ctx, async (tx) => {
    const stands = await tx.selectFrom('ticket').select('id').where('id', '=', payload.ticketId).executeTakeFirst()
    if (!stands) return
    const ticket = await lockTicket(tx, ctx.actor, payload.ticketId)
    const isDue = ticket.waiting_until !== null && Date.parse(ticket.waiting_until) === Date.parse(payload.until)
    if (ticket.status !== 'waiting' || !isDue) return
    await applyStatus(tx, ctx, ticket, { to: 'investigating', until: null, waitingReason: '', stepId: null })
  })
}
