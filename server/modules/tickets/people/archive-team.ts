import { sql } from 'kysely'
import type { Agent } from '../../../actors.ts'
import { AppError } from '../../../platform/app-error.ts'
import type { Ctx } from '../../../platform/context.ts'
import type { Tx } from '../../../platform/database.ts'
import { record } from '../../../platform/record.ts'
import { transact } from '../../../platform/transact.ts'
import { setTeamArchived } from '../../people/index.ts'
import { type NamedRef, requireTeam } from '../change/links.ts'

/**
 * Archives a team and moves its open tickets to another one in the same transaction, without mails. Throws not_found;
 * team_needed when it has open tickets and no other team is given; team_in_use when forms or spreadsheets use it.
 */
export async function archiveTeam(ctx: Ctx<Agent>, id: string, ticketsTo: string | null) {
  return transact(ctx, async (tx) => {
    if (ticketsTo === id) throw new AppError('team_needed')
    const from = await setTeamArchived(tx, ctx, id, true)
    await refuseFed(tx, id)
    const to = await requireTeam(tx, ticketsTo)
    return { movedTickets: await moveOpenTickets(tx, ctx, from, to) }
  })
}

async function refuseFed(tx: Tx, teamId: string): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    select name from form where team_id = ${teamId}::uuid and deleted_at is null
    union all
    select name from spreadsheet where team_id = ${teamId}::uuid
    order by name limit 10`.execute(tx)
  if (rows.length > 0) throw new AppError('team_in_use', { names: rows.map(({ name }) => name).join(', ') })
}

/**
 * Moves the tickets without touching their last change, so that none becomes unread. Uses the index ticket_team_open.
 */
async function moveOpenTickets(tx: Tx, ctx: Ctx<Agent>, from: NamedRef, to: NamedRef | null): Promise<number> {
  const open = await tx
    .selectFrom('ticket')
    .select(['id', 'version'])
    .where('team_id', '=', from.id)
    .where(sql<boolean>`is_open`)
    .orderBy('id')
    .forUpdate()
    .execute()
  if (open.length > 0 && to === null) throw new AppError('team_needed', { count: open.length })
  for (const { id, version } of open) {
    const next = version + 1
    const change = tx
      .updateTable('ticket')
      .set({ version: next, team_id: to?.id ?? null })
      .where('id', '=', id)
    const data = { changes: [{ field: 'team' as const, from, to }], silent: true as const }
    await record(tx, ctx, 'ticket.changed', { id, version: next, data }, change)
  }
  return open.length
}
