import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import { newId } from '../../platform/new-id.ts'
import { hashToken } from '../../platform/signature.ts'
import { newLink } from '../../platform/single-use-links.ts'
import { countInHour } from '../../platform/throttle.ts'
import { transact } from '../../platform/transact.ts'
import { linkToken, type MailEnvironment, queueLinkMail, type ReachableClient, readPass } from '../mails/index.ts'
import { visibleTo } from '../tickets/index.ts'
import { loadActiveClient, selectClients } from './load-client.ts'

/** Browser in which the requested links work, and its network. */
type LinkRequestSource = { browser: string; network: string }

export type LinkConfig = { environment: MailEnvironment; linkSecret: string }

/** Number of minutes that a link is valid. */
export const linkMinutes = 15
/** Maximum number of mails to one address an hour from one network, so that nobody can flood a mailbox. */
const maxPerNetwork = 6
/**
 * Maximum number of mails to one address an hour. A network's first request has a higher limit, so that others cannot use
 * it up.
 */
const maxPerAddress = { again: 30, first: 100 }
const maxContacts = 20
/** Duration of every response, longer than the work, so that timing reveals nothing about the address. */
const responseMs = 300

/**
 * Sends one mail to the address, with a link for each of its contacts. Unknown addresses get the same response.
 */
export async function mailLinks(
  ctx: Ctx,
  linkConfig: LinkConfig,
  { email, ticketId }: { email: string; ticketId: string | null },
  source: LinkRequestSource,
): Promise<undefined> {
  const find = () =>
    selectClients(ctx.db)
      .where(sql<string>`lower(contact.email)`, '=', email)
      .where('contact.archived_at', 'is', null)
      .orderBy('contact.name')
      .limit(maxContacts)
      .execute()
  await inConstantTime(async () => {
    const clients = await find()
    await queueLinks(
      ctx,
      linkConfig,
      clients.map((client) => ({ ...client, kind: 'contact', email })),
      { ticketId, ...source },
    )
  })
}

/** Sends a new link to the recipient of an earlier mail. A forged pass has no effect. */
export async function mailNewLink(
  ctx: Ctx,
  linkConfig: LinkConfig,
  { ticketId, pass }: { ticketId: string | null; pass: string },
  source: LinkRequestSource,
): Promise<undefined> {
  await inConstantTime(async () => {
    const contactId = readPass(linkConfig.linkSecret, pass, ticketId)
    const client = contactId === null ? null : await loadActiveClient(ctx.db, contactId)
    await queueLinks(ctx, linkConfig, client?.email ? [{ ...client, email: client.email }] : [], {
      ticketId,
      ...source,
    })
  })
}

async function inConstantTime(work: () => Promise<void>): Promise<void> {
  await Promise.all([work(), wait(responseMs)])
}

/** Queues the mail and its links in one transaction. A link leads to the ticket only if the client sees it. */
async function queueLinks(
  ctx: Ctx,
  linkConfig: LinkConfig,
  clients: ReachableClient[],
  { ticketId, browser, network }: LinkRequestSource & { ticketId: string | null },
): Promise<void> {
  const [first] = clients
  if (!first) return
  await transact(ctx, async (tx) => {
    const requests = await countInHour(tx, `link mail ${first.email.toLowerCase()} ${network}`)
    if (requests > maxPerNetwork) return
    const atMost = requests === 1 ? maxPerAddress.first : maxPerAddress.again
    const mailId = await queueLinkMail(tx, linkConfig.environment, first, atMost)
    if (mailId === null) return
    for (const client of clients) {
      const id = newId()
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
          browser_hash: hashToken(browser),
          ...newLink(linkToken(linkConfig.linkSecret, id), { validMinutes: linkMinutes }),
        })
        .execute()
    }
  })
}
