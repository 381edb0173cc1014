import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import type { Db, Tx } from '../../platform/database.ts'
import { transact } from '../../platform/transact.ts'
import { listSubscribers } from './concerned.ts'
import { findOutlet, type MailEnvironment, mailDomain } from './settings.ts'

type Opened = { id: string; ticketId: string; at: string }

/** Keeps openings that nobody is on, one row each, to be told together. */
export async function keepOpenings(tx: Tx, openings: readonly Opened[]): Promise<void> {
  if (openings.length === 0) return
  const rows = openings.map(({ id, ticketId: ticket_id, at: opened_at }) => ({ id, ticket_id, opened_at }))
  await tx.insertInto('opening').values(rows).execute()
}

/**
 * Makes one mail for each agent who hears of new tickets, about all the openings that wait, once the oldest has waited for
 * others as long as the settings say. Nothing is gathered while no mail can leave: it will be one mail.
 */
export async function gatherOpenings(ctx: Ctx, environment: MailEnvironment): Promise<void> {
  if (!(await areDue(ctx.db)) || !(await findOutlet(ctx.db, environment))) return
  const domain = await mailDomain(ctx.db, environment)
  await transact(ctx, async (tx) => {
    // Another process is at it.
    const { rows: locks } = await sql<{ isMine: boolean }>`
      select pg_try_advisory_xact_lock(hashtextextended('opening', 0)) as "isMine"`.execute(tx)
    if (!locks[0]?.isMine || !(await areDue(tx))) return
    const batchId = randomUUIDv7()
    await tx.updateTable('opening').set({ batch_id: batchId }).where('batch_id', 'is', null).execute()
    const mails = (await listSubscribers(tx)).map(({ id: agent_id, address }) => {
      const id = randomUUIDv7()
      return { id, message_id: `<${id}@${domain}>`, agent_id, address }
    })
    await sql`
      insert into mail (id, message_id, purpose, agent_id, address, batch_id, state, send_at)
      select id, message_id, 'openings', agent_id, address, ${batchId}::uuid, 'waiting', now()
      from jsonb_to_recordset(${JSON.stringify(mails)}::jsonb) as made (
        id uuid, message_id text, agent_id uuid, address text)`.execute(tx)
  })
}

/** After the clock was set back, an opening from the future waits no longer than others. */
async function areDue(db: Db | Tx): Promise<boolean> {
  const { rows } = await sql`
    select from (select opened_at from opening where batch_id is null order by opened_at limit 1) oldest, mail_settings
    where opened_at <= now() - gather_seconds * interval '1 second' or opened_at > now() + interval '1 minute'`.execute(
    db,
  )
  return rows.length > 0
}

/** Gives up openings that nobody was told of yet. */
export async function giveUpOpenings(tx: Tx, before: string): Promise<void> {
  await tx.deleteFrom('opening').where('batch_id', 'is', null).where('opened_at', '<', before).execute()
}
