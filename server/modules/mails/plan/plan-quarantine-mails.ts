import { sql } from 'kysely'
import type { EventName } from '../../../../contract/events.ts'
import type { Tx } from '../../../platform/database.ts'
import { newId } from '../../../platform/new-id.ts'
import { isNewTicketSubscriber } from '../../people/index.ts'

/** Minimum interval between two quarantine mails to one agent. */
const pauseMinutes = 60
/** Delay that lets a burst of submissions share one mail. */
const gatherSeconds = 60

/** Queues a mail to each subscribed agent who may settle submissions, unless they already have one waiting. */
export async function planQuarantineMails(
  tx: Tx,
  events: readonly { name: EventName }[],
  domain: string,
): Promise<void> {
  if (!events.some(({ name }) => name === 'form.submission_quarantined')) return
  const { rows: agents } = await sql<{ id: string; email: string; after: string | null }>`
    select agent.id, user_account.email, (
        select max(sent_at) from mail where mail.agent_id = agent.id and purpose = 'quarantine') as after
    from agent
    join user_account on user_account.id = agent.id
    join role_permission on role_permission.role = agent.role and permission = 'submissions.settle'
    where agent.disabled_at is null and ${isNewTicketSubscriber}
      and not exists (
        select from mail where mail.agent_id = agent.id and purpose = 'quarantine' and state = 'waiting')`.execute(tx)
  for (const { id: agentId, email, after } of agents) {
    const id = newId()
    await sql`
      insert into mail (id, message_id, purpose, agent_id, address, state, send_at)
      values (${id}, ${`<${id}@${domain}>`}, 'quarantine', ${agentId}, ${email}, 'waiting', greatest(
        now() + ${gatherSeconds} * interval '1 second',
        ${after}::timestamptz + ${pauseMinutes} * interval '1 minute'))`.execute(tx)
  }
}
