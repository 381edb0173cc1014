import { sql } from 'kysely'
import type { Mail, mail } from '../../../../contract/mail.ts'
import type { ParsedInput } from '../../../../contract/route.ts'
import type { Agent } from '../../../actors.ts'
import { AppError } from '../../../platform/app-error.ts'
import type { Ctx } from '../../../platform/context.ts'
import type { Db, Tx } from '../../../platform/database.ts'
import { newId } from '../../../platform/new-id.ts'
import { record } from '../../../platform/record.ts'
import { transact } from '../../../platform/transact.ts'
import { cancelOpenings } from '../plan/gather-openings.ts'
import { type MailEnvironment, readMailDomain } from '../settings.ts'

const pageSize = 50

function selectMails(db: Db | Tx) {
  return db
    .selectFrom('mail')
    .leftJoin('ticket', 'ticket.id', 'mail.ticket_id')
    .leftJoin('user_account', 'user_account.id', 'mail.agent_id')
    .leftJoin('contact', 'contact.id', 'mail.contact_id')
    .select(['mail.id', 'mail.purpose', 'mail.state', 'mail.address', 'mail.attempts', 'mail.problem'])
    .select(['mail.created_at as createdAt', 'mail.send_at as sendAt', 'mail.sent_at as sentAt'])
    .select([
      sql<
        Mail['recipient']
      >`json_build_object('id', mail.recipient_id, 'name', coalesce(user_account.name, contact.name),
        'kind', case when mail.agent_id is null then 'contact' else 'agent' end)`.as('recipient'),
      sql<Mail['ticket']>`case when ticket.id is not null then
        json_build_object('id', ticket.id, 'number', ticket.number, 'title', ticket.title) end`.as('ticket'),
    ])
}

export async function listMails(db: Db, { state, cursor }: ParsedInput<typeof mail.list>['query']) {
  let rows = selectMails(db)
    .orderBy('mail.id', 'desc')
    .limit(pageSize + 1)
  if (state) rows = rows.where('mail.state', '=', state)
  if (cursor) rows = rows.where('mail.id', '<', cursor)
  const found = await rows.execute()
  const items = found.slice(0, pageSize)
  return { items, next: found.length > pageSize ? (items.at(-1)?.id ?? null) : null }
}

export async function requireMail(db: Db | Tx, id: string): Promise<Mail> {
  const found = await selectMails(db).where('mail.id', '=', id).executeTakeFirst()
  if (!found) throw new AppError('not_found')
  return found
}

export async function countMails(db: Db): Promise<{ waiting: number; refused: number }> {
  const upTo = (state: string) =>
    sql<number>`(select count(*)::int from (select 1 from mail where state = ${state} limit 1000) counted)`
  const { rows } = await sql<{ waiting: number; refused: number }>`
    select ${upTo('waiting')} as waiting, ${upTo('refused')} as refused`.execute(db)
  return rows[0] ?? { waiting: 0, refused: 0 }
}

/** Queues a test mail. It takes the same path as every mail, which proves that path. */
export async function queueTestMail(
  ctx: Ctx<Agent>,
  environment: MailEnvironment,
  address: string,
): Promise<{ id: string }> {
  const domain = await readMailDomain(ctx.db, environment)
  return transact(ctx, async (tx) => {
    const id = newId()
    const mail = { id, message_id: `<${id}@${domain}>`, purpose: 'test' as const, state: 'waiting' as const }
    const recipient = { agent_id: ctx.actor.id, address, send_at: sql<string>`now()` }
    await tx
      .insertInto('mail')
      .values({ ...mail, ...recipient })
      .execute()
    return { id }
  })
}

/** Sends a refused or waiting mail now, or cancels it. Throws conflict for a sent mail. */
export async function setMailState(ctx: Ctx<Agent>, id: string, to: 'waiting' | 'cancelled'): Promise<Mail> {
  return transact(ctx, async (tx) => {
    const changed = await tx
      .updateTable('mail')
      .set({ state: to, send_at: sql`now()`, gathers: false, ...(to === 'waiting' && { problem: null }) })
      .where('id', '=', id)
      .where('state', 'in', to === 'waiting' ? ['waiting', 'refused', 'cancelled'] : ['waiting', 'refused'])
      .executeTakeFirst()
    const mail = await requireMail(tx, id)
    if (changed.numUpdatedRows === 0n) throw new AppError('conflict', { fields: ['state'], by: null })
    await record(tx, ctx, 'mail.state_changed', { id, data: { to } })
    return mail
  })
}

/** Cancels waiting mails created before a moment, for the day when mail works again after a long outage. */
export async function cancelWaiting(ctx: Ctx<Agent>, before: string): Promise<{ cancelled: number }> {
  return transact(ctx, async (tx) => {
    const changed = await tx
      .updateTable('mail')
      .set({ state: 'cancelled', gathers: false })
      .where('state', '=', 'waiting')
      .where('created_at', '<', before)
      .where((on) => on.or([on('leased_until', 'is', null), on('leased_until', '<', sql<string>`now()`)]))
      .executeTakeFirst()
    await cancelOpenings(tx, before)
    const cancelled = Number(changed.numUpdatedRows)
    await record(tx, ctx, 'mail.state_changed', { id: ctx.actor.id, data: { cancelled, before } })
    return { cancelled }
  })
}
