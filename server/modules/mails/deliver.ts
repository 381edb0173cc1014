import { sql } from 'kysely'
import { type Ctx, system } from '../../platform/context.ts'
import type { Db, Tx } from '../../platform/database.ts'
import { record } from '../../platform/record.ts'
import { longestTryMs, sendBySmtp } from '../../platform/smtp.ts'
import { transact } from '../../platform/transact.ts'
import { composeMail } from './compose.ts'
import { findOutlet, type MailEnvironment } from './settings.ts'

/** Mails in the hands of servers at once; one that hangs holds one place. */
const atOnce = 16
/** After so long, a server that keeps postponing has refused. */
const givenUpAfterMs = 3 * 86_400_000
const longestPauseSeconds = 3600
const leaseSeconds = longestTryMs / 1_000 + 10

export type Leased = {
  id: string
  messageId: string
  address: string
  attempts: number
  createdAt: string
  ticketId: string | null
}

/**
 * Sends what is due, each mail by itself: leased first, so that no other process takes it and that a killed one gives
 * it back. A crash between the server's yes and ours sends the same Message-ID again.
 */
export function openDelivery(options: {
  ctx: Ctx
  environment: MailEnvironment
  linkSecret: string
  /** Before the second try; each later one waits twice as long. */
  retrySeconds: number
  onError: (error: unknown) => void
}) {
  const { ctx, environment, linkSecret, onError } = options
  const under = new Set<Promise<void>>()
  let leasing: Promise<void> | null = null
  let isStopped = false

  /** Leases and sends what is due. Calls that overlap share one lease, so that two never count the same places as free. */
  function deliverDue(): Promise<void> {
    leasing ??= leaseAndSend().finally(() => {
      leasing = null
    })
    return leasing
  }

  async function leaseAndSend(): Promise<void> {
    if (under.size >= atOnce) return
    const outlet = await findOutlet(ctx.db, environment)
    if (!outlet) return
    const room = atOnce - under.size
    const leased = await lease(ctx.db, room)
    for (const mail of leased) {
      const sending: Promise<void> = deliver(mail, outlet)
        .catch(onError)
        .then(() => {
          under.delete(sending)
          if (leased.length === room && !isStopped) deliverDue().catch(onError)
        })
      under.add(sending)
    }
  }

  async function deliver(mail: Leased, outlet: NonNullable<Awaited<ReturnType<typeof findOutlet>>>): Promise<void> {
    const { publicUrl, secrets } = environment
    const message = await composeMail(ctx.db, mail.id, { ...outlet, publicUrl, linkSecret, secrets })
    if (!message) return settle(ctx, mail, { state: 'cancelled' })
    const { textWithoutLinks, ...envelope } = message
    const outcome = await sendBySmtp(outlet.smtpUrl, { ...envelope, messageId: mail.messageId })
    const said = textWithoutLinks === undefined ? null : { subject: message.subject, text: textWithoutLinks }
    if (outcome.state === 'sent') return settle(ctx, mail, { state: 'sent', ...said })
    const isTooOld = Date.now() - Date.parse(mail.createdAt) > givenUpAfterMs
    if (outcome.state === 'refused' || isTooOld)
      return settle(ctx, mail, { state: 'refused', problem: outcome.problem, ...said })
    const pause = Math.min(options.retrySeconds * 2 ** (mail.attempts - 1), longestPauseSeconds)
    await postpone(ctx.db, mail, outcome.problem, pause)
  }

  return {
    deliverDue,
    /** Gives back what a killed process was sending, when nobody else can be at it. */
    async takeBack(): Promise<void> {
      await ctx.db
        .updateTable('mail')
        .set({ leased_until: null })
        .where('state', '=', 'waiting')
        .where('leased_until', 'is not', null)
        .execute()
    },
    /** Waits for what is under way, but not for a server that hangs: what it holds is sent again later. */
    async stop(): Promise<void> {
      isStopped = true
      let timer: NodeJS.Timeout | undefined
      const patience = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, 3_000)
      })
      await Promise.race([Promise.allSettled(under), patience])
      clearTimeout(timer)
    },
  }
}

/**
 * After the clock was set back: a mail from the future, or one that would wait for longer than any pause, is due now; a
 * lease that would last for longer than any try has ended.
 */
export async function settleMailTimes(db: Db): Promise<void> {
  await sql`
    update mail set send_at = now()
    where state = 'waiting' and send_at > now() and (created_at > now() + interval '1 minute'
      or send_at > now() + ${longestPauseSeconds + 60} * interval '1 second')`.execute(db)
  await sql`
    update mail set leased_until = null
    where state = 'waiting' and leased_until > now() + ${leaseSeconds + 60} * interval '1 second'`.execute(db)
}

async function lease(db: Db, limit: number): Promise<Leased[]> {
  const { rows } = await sql<Leased>`
    update mail set leased_until = now() + ${leaseSeconds} * interval '1 second', attempts = attempts + 1,
      gathers = false
    where id in (
      select id from mail
      where state = 'waiting' and send_at <= now() and (leased_until is null or leased_until < now())
      order by send_at, id limit ${sql.lit(limit)} for update skip locked)
    returning id, message_id as "messageId", address, attempts, created_at as "createdAt", ticket_id as "ticketId"`.execute(
    db,
  )
  return rows
}

type Outcome = { state: 'sent' | 'refused' | 'cancelled'; problem?: string; subject?: string; text?: string }

/** Writes what became of a mail and what it said; a refusal for good is told in the ticket's history. */
async function settle(ctx: Ctx, mail: Leased, outcome: Outcome): Promise<void> {
  const { state, problem = null, ...said } = outcome
  await transact({ ...ctx, actor: system }, async (tx) => {
    const settled = await tx
      .updateTable('mail')
      .set({ state, problem, ...said, leased_until: null, sent_at: state === 'sent' ? sql`now()` : null })
      .where('id', '=', mail.id)
      .where('state', '=', 'waiting')
      .executeTakeFirst()
    if (settled.numUpdatedRows === 0n || state !== 'refused') return
    const changes = [{ field: 'mail' as const, from: null, to: `${mail.address} : ${problem}` }]
    const data = { changes, mailId: mail.id }
    for (const id of mail.ticketId ? [mail.ticketId] : await ticketsOfBatch(tx, mail.id))
      await record(tx, { ...ctx, actor: system }, 'ticket.mail_refused', { subject: 'ticket', id, data })
  })
}

/** Lists the tickets that a mail about openings told of. */
async function ticketsOfBatch(tx: Tx, mailId: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('mail')
    .innerJoin('opening', 'opening.batch_id', 'mail.batch_id')
    .select('opening.ticket_id')
    .where('mail.id', '=', mailId)
    .execute()
  return rows.map(({ ticket_id }) => ticket_id)
}

async function postpone(db: Db, mail: Leased, problem: string, pauseSeconds: number): Promise<void> {
  await db
    .updateTable('mail')
    .set({ problem, leased_until: null, send_at: sql`now() + ${pauseSeconds} * interval '1 second'` })
    .where('id', '=', mail.id)
    .where('state', '=', 'waiting')
    .execute()
}
