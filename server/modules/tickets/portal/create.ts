import { sql } from 'kysely'
import type { Criticality, TicketKind } from '../../../../contract/enums.ts'
import { actLimits } from '../../../../contract/limits.ts'
import type { NewPortalTicket } from '../../../../contract/portal.ts'
import { textToHtml } from '../../../../contract/rules/rich-text.ts'
import { NewTicket, type TicketRef } from '../../../../contract/tickets.ts'
import type { Client } from '../../../actors.ts'
import { AppError } from '../../../platform/app-error.ts'
import type { Ctx } from '../../../platform/context.ts'
import type { Tx } from '../../../platform/database.ts'
import { countAct } from '../../../platform/throttle.ts'
import { transact } from '../../../platform/transact.ts'
import { attachUploads } from '../../attachments/index.ts'
import { insertUnverifiedContact } from '../../contacts/index.ts'
import { listActiveProjects } from '../../projects/index.ts'
import { requireContacts } from '../change/links.ts'
import { openExternalTicket } from '../open/external-tickets.ts'
import { insertTicket } from '../open/insert-ticket.ts'

/** Opens a ticket of a client. Partners may report it for somebody else, whom it then concerns. */
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
 * Opens the ticket of a client in the caller's transaction. Throws forbidden, limit_reached, and not_found for records
 * of other companies.
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
    NewTicket.parse({ ...given, description: textToHtml(given.description), contactIds }),
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
  /** Internal note in plain text. */
  remark: string | null
  /** Number that was reserved for it; the next number by default. */
  number: number | null
}

/** Opens the ticket of a guest who sent a form, in the caller's transaction. */
export function openAsGuest(tx: Tx, ctx: Ctx<Client>, fields: ByGuest): Promise<TicketRef> {
  return openExternalTicket(tx, ctx, {
    ...fields,
    description: textToHtml(fields.description),
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
