import { sql } from 'kysely'
import { system } from '../../../actors.ts'
import type { Ctx } from '../../../platform/context.ts'
import type { Db, Tx } from '../../../platform/database.ts'
import { record } from '../../../platform/record.ts'
import { maxAttemptMs, sendBySmtp } from '../../../platform/smtp.ts'
import { transact } from '../../../platform/transact.ts'
import { composeMail } from '../kinds/compose.ts'
import { findMailServer, type MailEnvironment } from '../settings.ts'

/** Maximum concurrent deliveries; a server that hangs holds one of them. */
const maxConcurrent = 16
/** Age after which a postponed mail counts as refused. */
const giveUpAfterMs = 3 * 86_400_000
const longestPauseSeconds = 3600
const leaseSeconds = maxAttemptMs / 1_000 + 10

export type LeasedMail = {
  id: string
  messageId: string
  address: string
  attempts: number
  createdAt: string
  ticketId: string | null
}

/**
 * Sends due mails one by one. Each is leased first: no other process takes it, and the lease of a killed process expires.
 * A crash between the server's acceptance and our update sends the same Message-ID again.
 */
export function openDelivery(options: {
  ctx: Ctx
  environment: MailEnvironment
  linkSecret: string
  /** Pause before the first retry; it doubles at each one. */
  retrySeconds: number
  onError: (error: unknown) => void
}) {
  const { ctx, environment, linkSecret, onError } = options
  const inFlight = new Set<Promise<void>>()
  let leasing: Promise<void> | null = null
  let isStopped = false

  /** Leases and sends due mails. Overlapping calls share one lease, so that no free place is counted twice. */
  function deliverDue(): Promise<void> {
    leasing ??= leaseAndSend().finally(() => {
      leasing = null
    })
    return leasing
  }

  async function leaseAndSend(): Promise<void> {
    if (inFlight.size >= maxConcurrent) return
    const mailServer = await findMailServer(ctx.db, environment)
    if (!mailServer) return
    const room = maxConcurrent - inFlight.size
    const leased = await lease(ctx.db, room)
    for (const mail of leased) {
      const sending: Promise<void> = deliver(mail, mailServer)
        .catch(onError)
        .then(() => {
          inFlight.delete(sending)
          if (leased.length === room && !isStopped) deliverDue().catch(onError)
        })
      inFlight.add(sending)
    }
  }

  async function deliver(
    mail: LeasedMail,
    mailServer: NonNullable<Awaited<ReturnType<typeof findMailServer>>>,
  ): Promise<void> {
    const { publicUrl, secrets } = environment
    const message = await composeMail(ctx.db, mail.id, { ...mailServer, publicUrl, linkSecret, secrets })
    if (!message) return saveOutcome(ctx, mail, { state: 'cancelled' })
    const { textWithoutLinks, ...envelope } = message
    const outcome = await sendBySmtp(mailServer.smtpUrl, { ...envelope, messageId: mail.messageId })
    const content = textWithoutLinks === undefined ? null : { subject: message.subject, text: textWithoutLinks }
    if (outcome.state === 'sent') return saveOutcome(ctx, mail, { state: 'sent', ...content })
    const isTooOld = Date.now() - Date.parse(mail.createdAt) > giveUpAfterMs
    if (outcome.state === 'refused' || isTooOld)
      return saveOutcome(ctx, mail, { state: 'refused', problem: outcome.problem, ...content })
    const pause = Math.min(options.retrySeconds * 2 ** (mail.attempts - 1), longestPauseSeconds)
    await postpone(ctx.db, mail, outcome.problem, pause)
  }

  return {
    deliverDue,
    /** Ends the leases of a killed process. Only safe when no other process delivers. */
    async releaseLeases(): Promise<void> {
      await ctx.db
        .updateTable('mail')
        .set({ leased_until: null })
        .where('state', '=', 'waiting')
        .where('leased_until', 'is not', null)
        .execute()
    },
    /** Waits up to 3 seconds for deliveries in progress. A mail whose server hangs is sent again later. */
    async stop(): Promise<void> {
      isStopped = true
      let timer: NodeJS.Timeout | undefined
      const grace = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, 3_000)
      })
      await Promise.race([Promise.allSettled(inFlight), grace])
      clearTimeout(timer)
    },
  }
}

/**
 * Repairs mail times after the clock was set back: a mail from the future, or one scheduled later than the longest pause,
 * becomes due; a lease longer than the longest delivery ends.
 */
export async function repairMailTimes(db: Db): Promise<void> {
  await sql`
    update mail set send_at = now()
    where state = 'waiting' and send_at > now() and (created_at > now() + interval '1 minute'
      or send_at > now() + ${longestPauseSeconds + 60} * interval '1 second')`.execute(db)
  await sql`
    update mail set leased_until = null
    where state = 'waiting' and leased_until > now() + ${leaseSeconds + 60} * interval '1 second'`.execute(db)
}

async function lease(db: Db, limit: number): Promise<LeasedMail[]> {
  const { rows } = await sql<LeasedMail>`
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

/** Saves the outcome of a mail and its text. A permanent refusal enters the ticket's history. */
async function saveOutcome(ctx: Ctx, mail: LeasedMail, outcome: Outcome): Promise<void> {
  const { state, problem = null, ...content } = outcome
  await transact({ ...ctx, actor: system }, async (tx) => {
    const updated = await tx
      .updateTable('mail')
      .set({ state, problem, ...content, leased_until: null, sent_at: state === 'sent' ? sql`now()` : null })
      .where('id', '=', mail.id)
      .where('state', '=', 'waiting')
      .executeTakeFirst()
    if (updated.numUpdatedRows === 0n || state !== 'refused') return
    const changes = [{ field: 'mail' as const, from: null, to: `${mail.address} : ${problem}` }]
    const data = { changes, mailId: mail.id }
    for (const id of mail.ticketId ? [mail.ticketId] : await ticketsOfBatch(tx, mail.id))
      await record(tx, { ...ctx, actor: system }, 'ticket.mail_refused', { id, data })
  })
}

/** Lists the tickets of an openings mail. */
async function ticketsOfBatch(tx: Tx, mailId: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('mail')
    .innerJoin('opening', 'opening.batch_id', 'mail.batch_id')
    .select('opening.ticket_id')
    .where('mail.id', '=', mailId)
    .execute()
  return rows.map(({ ticket_id }) => ticket_id)
}

async function postpone(db: Db, mail: LeasedMail, problem: string, pauseSeconds: number): Promise<void> {
  await db
    .updateTable('mail')
    .set({ problem, leased_until: null, send_at: sql`now() + ${pauseSeconds} * interval '1 second'` })
    .where('id', '=', mail.id)
    .where('state', '=', 'waiting')
    .execute()
}
