import { randomUUIDv7 } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import { hashToken } from '../../platform/signature.ts'
import { countInHour } from '../../platform/throttle.ts'
import { transact } from '../../platform/transact.ts'
import { linkToken, type MailEnvironment, queueLinkMail, type ReachableClient, readPass } from '../mails/index.ts'
import { visibleTo } from '../tickets/index.ts'
import { loadClient, selectClients } from './load-client.ts'

/** Where a link is asked for: the links serve in this browser. */
type Asking = { browser: string; network: string }

export type Linking = { environment: MailEnvironment; linkSecret: string }

/** How long a link serves. */
export const linkMinutes = 15
/** To one address in an hour, for one network: nobody fills another's mailbox. */
const mailsPerNetwork = 6
/** To one address in an hour. Requests from elsewhere keep nobody from their first link, unless they come from everywhere. */
const mailsAtMost = { again: 30, first: 100 }
const contactsAtMost = 20
/** Longer than the work takes, so that the time of the answer says nothing of the address. */
const answerMs = 300

/**
 * Sends one mail to the address, with a link for each of its contacts. Unknown addresses get the same response.
 */
export async function mailLinks(
  ctx: Ctx,
  linking: Linking,
  { email, ticketId }: { email: string; ticketId: string | null },
  asking: Asking,
): Promise<undefined> {
  const find = () =>
    selectClients(ctx.db)
      .where(sql<string>`lower(contact.email)`, '=', email)
      .orderBy('contact.name')
      .limit(contactsAtMost)
      .execute()
  await inTheSameTime(async () => {
    const clients = await find()
    await order(
      ctx,
      linking,
      clients.map((client) => ({ ...client, kind: 'contact', email })),
      { ticketId, ...asking },
    )
  })
}

/** The same for who holds the link of a mail that they were sent. A pass that we did not write does nothing. */
export async function mailLinkAgain(
  ctx: Ctx,
  linking: Linking,
  { ticketId, pass }: { ticketId: string | null; pass: string },
  asking: Asking,
): Promise<undefined> {
  await inTheSameTime(async () => {
    const contactId = readPass(linking.linkSecret, pass, ticketId)
    const client = contactId === null ? null : await loadClient(ctx.db, contactId)
    await order(ctx, linking, client?.email ? [{ ...client, email: client.email }] : [], { ticketId, ...asking })
  })
}

async function inTheSameTime(work: () => Promise<void>): Promise<void> {
  await Promise.all([work(), wait(answerMs)])
}

/** The mail and its links in one transaction. A link leads to the ticket only for who sees it. */
async function order(
  ctx: Ctx,
  linking: Linking,
  clients: ReachableClient[],
  { ticketId, browser, network }: Asking & { ticketId: string | null },
): Promise<void> {
  const [first] = clients
  if (!first) return
  await transact(ctx, async (tx) => {
    const asked = await countInHour(tx, `link mail ${first.email.toLowerCase()} ${network}`)
    if (asked > mailsPerNetwork) return
    const atMost = asked === 1 ? mailsAtMost.first : mailsAtMost.again
    const mailId = await queueLinkMail(tx, linking.environment, first, atMost)
    if (mailId === null) return
    for (const client of clients) {
      const id = randomUUIDv7()
      const ticket = await tx
        .selectFrom('ticket')
        .select('id')
        .where('id', '=', ticketId)
        .where(visibleTo(client))
        .executeTakeFirst()
      await tx
        .insertInto('client_link')
        .values({
          id,
          mail_id: mailId,
          contact_id: client.id,
          ticket_id: ticket?.id ?? null,
          address: client.email,
          token_hash: hashToken(linkToken(linking.linkSecret, id)),
          browser_hash: hashToken(browser),
          expires_at: sql<string>`now() + ${linkMinutes} * interval '1 minute'`,
        })
        .execute()
    }
  })
}
