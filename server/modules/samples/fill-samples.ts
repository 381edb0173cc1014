import { sql } from 'kysely'
import { NewTicket } from '../../../contract/ticket-input.ts'
import type { Agent } from '../../actors.ts'
import { AppError } from '../../platform/app-error.ts'
import type { Ctx } from '../../platform/context.ts'
import type { Tx } from '../../platform/database.ts'
import { transact } from '../../platform/transact.ts'
import { insertBlankCompany, insertNewCaller } from '../contacts/index.ts'
import { insertNewMachine } from '../equipment/index.ts'
import { insertTicket } from '../tickets/index.ts'
import { type SampleCompany, sampleCompanies } from './sample-data.ts'
import { readSampleState, recordSamples, type SampleSubject } from './sample-records.ts'

const day = 24 * 60 * 60_000

/**
 * Fills an empty desk with invented companies, people, machines and tickets. None of the people has a mail address.
 * Throws desk_not_empty once anything was entered.
 */
export async function fillSamples(ctx: Ctx<Agent>): Promise<undefined> {
  await transact(ctx, async (tx) => {
    await sql`lock table sample in exclusive mode`.execute(tx)
    const { fillable } = await readSampleState(tx)
    if (!fillable) throw new AppError('desk_not_empty')
    for (const company of sampleCompanies) await fillCompany(tx, ctx, company)
    await recordSamples(tx, ctx, 'filled')
  })
}

async function fillCompany(tx: Tx, ctx: Ctx<Agent>, { name, contact, machine, tickets }: SampleCompany): Promise<void> {
  const companyId = await insertBlankCompany(tx, ctx, name)
  const contactId = await insertNewCaller(tx, ctx, { ...contact, email: null, companyId, companyName: null })
  const equipmentId = await insertNewMachine(tx, ctx, { ...machine, companyId })
  await keep(tx, 'company', companyId)
  await keep(tx, 'contact', contactId)
  await keep(tx, 'equipment', equipmentId)
  for (const { daysAgo, mine, about, ...fields } of tickets) {
    const input = NewTicket.parse({
      ...fields,
      reportedAt: new Date(Date.now() - daysAgo * day).toISOString(),
      contactIds: [contactId],
      equipmentIds: about === 'machine' ? [equipmentId] : [],
      leadId: mine ? ctx.actor.id : null,
    })
    const people = { contactIds: [contactId], companyId, reporterContactId: contactId }
    const { id } = await insertTicket(tx, ctx, input, { ...people, silent: true })
    await keep(tx, 'ticket', id)
  }
}

async function keep(tx: Tx, subject: SampleSubject, id: string): Promise<void> {
  await tx.insertInto('sample').values({ subject, id }).execute()
}
