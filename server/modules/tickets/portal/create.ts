import { sql } from 'kysely'
import type { Criticality, TicketKind } from '../../../../contract/enums.ts'
import { actLimits } from '../../../../contract/limits.ts'
import type { NewPortalTicket } from '../../../../contract/portal.ts'
import { htmlOfText } from '../../../../contract/rules/rich-text.ts'
import { NewTicket, type TicketRef } from '../../../../contract/tickets.ts'
import { AppError } from '../../../platform/app-error.ts'
import type { Client, Ctx } from '../../../platform/context.ts'
import type { Tx } from '../../../platform/database.ts'
import { countAct } from '../../../platform/throttle.ts'
import { transact } from '../../../platform/transact.ts'
import { attachUploads } from '../../attachments/index.ts'
import { insertUnverifiedContact } from '../../contacts/index.ts'
import { listActiveProjects } from '../../projects/index.ts'
import { openFromOutside } from '../from-outside.ts'
import { insertTicket } from '../insert-ticket.ts'
import { requireContacts } from '../links.ts'

/** A client opens a ticket, a partner perhaps for somebody else: it concerns that person, and the partner reports it. */
export async function createAsClient(ctx: Ctx<Client>, input: NewPortalTicket): Promise<TicketRef> {
  return transact(ctx, async (tx) => {
    const { onBehalfOf, ...fields } = input
    if (onBehalfOf && !ctx.actor.partner) throw new AppError('forbidden')
    const concernedId = onBehalfOf ? await insertUnverifiedContact(tx, ctx, onBehalfOf) : ctx.actor.id
    return openAsClient(tx, ctx, { ...fields, channel: 'portal', teamId: null, concernedId })
  })
}

type ByClient = Omit<NewPortalTicket, 'onBehalfOf'> & {
  channel: 'portal' | 'form'
  teamId: string | null
  concernedId: string
}

/**
 * Opens the ticket of a client, in its use case's own transaction. Throws forbidden, limit_reached, and not_found for what
 * is not their company's.
 */
export async function openAsClient(tx: Tx, ctx: Ctx<Client>, fields: ByClient): Promise<TicketRef> {
  if (ctx.actor.onlyTicketId !== null) throw new AppError('forbidden')
  await countAct(tx, actLimits.ticket, ctx.actor.id)
  const { concernedId, ...given } = fields
  const contactIds = [concernedId]
  const [concerned] = await requireContacts(tx, contactIds)
  await requireOwnEquipment(tx, ctx.actor, given.equipmentIds)
  await requireOwnProject(tx, ctx.actor, given.projectId)
  const ticket = await insertTicket(
    tx,
    ctx,
    NewTicket.parse({ ...given, description: htmlOfText(given.description), contactIds }),
    { contactIds, companyId: concerned?.company_id ?? null, reporterContactId: ctx.actor.id },
  )
  await attachUploads(tx, ctx.actor, given.attachmentIds, { ticketId: ticket.id, atOpening: true })
  return ticket
}

type ByGuest = {
  title: string
  description: string
  kind: TicketKind
  criticality: Criticality
  teamId: string | null
  /** For agents alone. Plain text. */
  remark: string | null
  /** Reserved when the sender was told it; the next one otherwise. */
  number: number | null
}

/** Opens the ticket of an unknown sender of a form, in its use case's own transaction. */
export function openAsGuest(tx: Tx, ctx: Ctx<Client>, fields: ByGuest): Promise<TicketRef> {
  return openFromOutside(tx, ctx, {
    ...fields,
    description: htmlOfText(fields.description),
    channel: 'form',
    reportedAt: null,
    contact: { id: ctx.actor.id, companyId: null },
  })
}

async function requireOwnEquipment(tx: Tx, { companyId }: Client, ids: string[]): Promise<void> {
  if (ids.length === 0) return
  const rows = await tx
    .selectFrom('equipment')
    .select('id')
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)
    .where('company_id', '=', companyId)
    .execute()
  if (rows.length < ids.length) throw new AppError('not_found')
}

async function requireOwnProject(tx: Tx, client: Client, id: string | null): Promise<void> {
  if (id === null) return
  const projects = await listActiveProjects(tx, client)
  if (!projects.some((project) => project.id === id)) throw new AppError('not_found')
}
