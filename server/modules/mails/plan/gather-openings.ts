import { sql } from 'kysely'
import type { Ctx } from '../../../platform/context.ts'
import type { Db, Tx } from '../../../platform/database.ts'
import { newId } from '../../../platform/new-id.ts'
import { transact } from '../../../platform/transact.ts'
import { findMailServer, type MailEnvironment, readMailDomain } from '../settings.ts'
import { listSubscribers } from './audience.ts'

type Opening = { id: string; ticketId: string; at: string }

/** Queues openings of tickets without assignees, to be sent in one mail. */
export async function queueOpenings(tx: Tx, openings: readonly Opening[]): Promise<void> {
  if (openings.length === 0) return
  const rows = openings.map(({ id, ticketId: ticket_id, at: opened_at }) => ({ id, ticket_id, opened_at }))
  await tx.insertInto('opening').values(rows).execute()
}

/**
 * Creates one mail for each subscribed agent about all queued openings, once the oldest has waited for the configured time.
 * Does nothing while mail is not configured: the backlog will be a single mail.
 */
export async function gatherOpenings(ctx: Ctx, environment: MailEnvironment): Promise<void> {
  if (!(await areOpeningsDue(ctx.db)) || !(await findMailServer(ctx.db, environment))) return
  const domain = await readMailDomain(ctx.db, environment)
  await transact(ctx, async (tx) => {
    // Lets one process gather at a time.
    const { rows: locks } = await sql<{ isMine: boolean }>`
      select pg_try_advisory_xact_lock(hashtextextended('opening', 0)) as "isMine"`.execute(tx)
    if (!locks[0]?.isMine || !(await areOpeningsDue(tx))) return
    const batchId = newId()
    await tx.updateTable('opening').set({ batch_id: batchId }).where('batch_id', 'is', null).execute()
    const mails = (await listSubscribers(tx)).map(({ id: agent_id, address }) => {
      const id = newId()
      return { id, message_id: `<${id}@${domain}>`, agent_id, address }
    })
    await sql`
      insert into mail (id, message_id, purpose, agent_id, address, batch_id, state, send_at)
      select id, message_id, 'openings', agent_id, address, ${batchId}::uuid, 'waiting', now()
      from jsonb_to_recordset(${JSON.stringify(mails)}::jsonb) as made (
        id uuid, message_id text, agent_id uuid, address text)`.execute(tx)
  })
}

/** Tells whether queued openings are due. Those from the future, after the clock was set back, do not wait either. */
async function areOpeningsDue(db: Db | Tx): Promise<boolean> {
  const { rows } = await sql`
    select from (select opened_at from opening where batch_id is null order by opened_at limit 1) oldest, mail_settings
    where opened_at <= now() - gather_seconds * interval '1 second' or opened_at > now() + interval '1 minute'`.execute(
    db,
  )
  return rows.length > 0
}

/** Cancels openings that were not mailed yet. */
export async function cancelOpenings(tx: Tx, before: string): Promise<void> {
  await tx.deleteFrom('opening').where('batch_id', 'is', null).where('opened_at', '<', before).execute()
}
