import type { NewTicket, TicketRef } from '../../../../contract/tickets.ts'
import type { Agent } from '../../../actors.ts'
import { AppError } from '../../../platform/app-error.ts'
import type { Ctx } from '../../../platform/context.ts'
import type { Tx } from '../../../platform/database.ts'
import { transact } from '../../../platform/transact.ts'
import { attachUploads } from '../../attachments/index.ts'
import { insertNewCaller } from '../../contacts/index.ts'
import { insertNewMachine } from '../../equipment/index.ts'
import {
  requireAgents,
  requireContacts,
  requireEquipment,
  requireNamed,
  requireTeam,
  requireWorkers,
} from '../change/links.ts'
import { requirePast } from '../steps/require-past.ts'
import { insertTicket, type TicketPeople } from './insert-ticket.ts'

/** Creates a ticket with its contacts, links and event in one transaction. */
export async function createTicket(ctx: Ctx<Agent>, input: NewTicket): Promise<TicketRef> {
  return transact(ctx, async (tx) => {
    refuseAssigningOthers(ctx.actor, input)
    requirePast(input.reportedAt, 'reportedAt')
    const callerId = input.newCaller ? await insertNewCaller(tx, ctx, input.newCaller) : null
    const concerned = await requireConcerned(tx, input, callerId)
    await requireLinks(tx, input)
    const machineIds = await insertMachines(tx, ctx, input, concerned.companyId)
    const equipmentIds = [...input.equipmentIds, ...machineIds]
    const ticket = await insertTicket(tx, ctx, { ...input, equipmentIds }, concerned)
    await attachUploads(tx, ctx.actor, input.attachmentIds, { ticketId: ticket.id, atOpening: true })
    return ticket
  })
}

function refuseAssigningOthers(agent: Agent, { leadId, assigneeIds }: NewTicket) {
  const others = [leadId, ...assigneeIds].some((id) => id !== null && id !== agent.id)
  if (others && !agent.permissions.has('tickets.assign')) throw new AppError('forbidden')
}

async function requireConcerned(tx: Tx, input: NewTicket, callerId: string | null): Promise<TicketPeople> {
  // A caller who reports for others is the reporter, and is not concerned.
  const contactIds = input.contactIds.length === 0 && callerId ? [callerId] : input.contactIds
  const contacts = await requireContacts(tx, contactIds)
  const equipment = await requireEquipment(tx, input.equipmentIds)
  if (input.reporterContactId) await requireContacts(tx, [input.reporterContactId])
  return {
    contactIds,
    companyId: contacts[0]?.company_id ?? equipment[0]?.company_id ?? null,
    reporterContactId: input.reporterAgentId ? null : (input.reporterContactId ?? callerId ?? contactIds[0] ?? null),
  }
}

async function insertMachines(tx: Tx, ctx: Ctx<Agent>, { newMachines }: NewTicket, companyId: string | null) {
  if (newMachines.length > 0 && !ctx.actor.permissions.has('equipment.edit')) throw new AppError('forbidden')
  const ids: string[] = []
  for (const machine of newMachines) ids.push(await insertNewMachine(tx, ctx, { ...machine, companyId }))
  return ids
}

async function requireLinks(tx: Tx, input: NewTicket) {
  const workers = [input.leadId, ...input.assigneeIds].filter((id) => id !== null)
  await requireWorkers(tx, [...new Set(workers)])
  if (input.reporterAgentId) await requireAgents(tx, [input.reporterAgentId])
  await requireNamed(tx, 'project', input.projectId)
  await requireTeam(tx, input.teamId)
}
