import { sql } from 'kysely'
import type { Agent as AgentView, agents } from '../../../contract/people.ts'
import type { Permission } from '../../../contract/permissions.ts'
import type { ParsedInput } from '../../../contract/route.ts'
import type { Agent } from '../../actors.ts'
import { AppError } from '../../platform/app-error.ts'
import type { Ctx } from '../../platform/context.ts'
import type { Db, Tx } from '../../platform/database.ts'
import { record } from '../../platform/record.ts'
import { transact } from '../../platform/transact.ts'
import { accessTokens, deleteAccessLinks } from './access-links.ts'
import { endSessions, insertAccount, replacePassword } from './accounts.ts'
import { requireWithinOwnRights } from './own-rights.ts'
import { invite } from './password-by-link.ts'

/** SQL for whether the role of an `agent` has a permission. */
const hasPermission = (permission: Permission) => sql<boolean>`exists (
  select from role_permission where role = agent.role and permission = ${permission})`

export async function listAgents(db: Db | Tx, onlyId?: string): Promise<AgentView[]> {
  return db
    .selectFrom('agent')
    .innerJoin('user_account', 'user_account.id', 'agent.id')
    .select(['agent.id', 'user_account.name', 'user_account.email', 'agent.role'])
    .select([
      sql<boolean>`agent.disabled_at is not null`.as('disabled'),
      hasPermission('tickets.claim').as('canLead'),
      hasPermission('tickets.reopen').as('canReopen'),
      sql<boolean>`exists (select 1 from user_credential where user_id = agent.id)`.as('hasPassword'),
      sql<boolean>`two_factor_enabled or exists (select 1 from passkey where user_id = agent.id)`.as('secondFactor'),
      sql<AgentView['teams']>`coalesce((
        select json_agg(json_build_object('id', team.id, 'name', team.name) order by team.name)
        from team_member join team on team.id = team_member.team_id where team_member.agent_id = agent.id and team.archived_at is null), '[]')`.as(
        'teams',
      ),
    ])
    .$if(onlyId !== undefined, (query) => query.where('agent.id', '=', onlyId ?? ''))
    .orderBy(sql`fold(user_account.name)`)
    .orderBy('agent.id')
    .execute()
}

export async function createAgent(
  ctx: Ctx<Agent>,
  { invited, ...input }: ParsedInput<typeof agents.create>['body'],
): Promise<{ id: string }> {
  const tokenOf = await accessTokens(ctx.db, ctx.secrets)
  return transact(ctx, async (tx) => {
    await requireWithinOwnRights(tx, ctx.actor, input.role)
    const id = await insertAccount(tx, { ...input, locale: ctx.actor.locale })
    await setTeams(tx, id, input.teamIds)
    await record(tx, ctx, 'agent.created', { id, data: { role: input.role } })
    if (invited) await invite(tx, ctx, { agentId: id, by: 'mail', tokenOf, isNew: true })
    return { id }
  })
}

export async function changeAgent(
  ctx: Ctx<Agent>,
  id: string,
  input: ParsedInput<typeof agents.change>['body'],
): Promise<AgentView> {
  return transact(ctx, async (tx) => {
    const administrators = await lockAdministrators(tx)
    const before = await requireAgent(tx, id)
    await requireWithinOwnRights(tx, ctx.actor, before.role)
    const role = input.role ?? before.role
    if (role !== before.role) await requireWithinOwnRights(tx, ctx.actor, role)
    const disabled = input.disabled ?? before.disabled_at !== null
    if ((role !== 'administrator' || disabled) && administrators.length === 1 && administrators[0]?.id === id)
      throw new AppError('last_administrator')
    await tx
      .updateTable('agent')
      .set({ role, disabled_at: disabled ? (before.disabled_at ?? new Date().toISOString()) : null })
      .where('id', '=', id)
      .execute()
    if (input.name) await tx.updateTable('user_account').set({ name: input.name }).where('id', '=', id).execute()
    if (input.teamIds) await setTeams(tx, id, input.teamIds)
    if (role !== before.role || disabled) await endSessions(tx, id)
    if (disabled) await deleteAccessLinks(tx, id)
    await record(tx, ctx, 'agent.changed', { id, data: { ...input } })
    const [agent] = await listAgents(tx, id)
    if (!agent) throw new AppError('not_found')
    return agent
  })
}

export async function setAgentPassword(ctx: Ctx<Agent>, id: string, password: string): Promise<void> {
  await transact(ctx, async (tx) => {
    const { role } = await requireAgent(tx, id)
    await requireWithinOwnRights(tx, ctx.actor, role)
    await replacePassword(tx, id, password)
    await endSessions(tx, id)
    await record(tx, ctx, 'agent.changed', { id, data: { password: true } })
  })
}

async function requireAgent(tx: Tx, id: string) {
  const agent = await tx
    .selectFrom('agent')
    .select(['role', 'disabled_at'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!agent) throw new AppError('not_found')
  return agent
}

/** Locks all enabled administrators, so that the last two cannot demote each other at once. */
function lockAdministrators(tx: Tx) {
  return tx
    .selectFrom('agent')
    .select('id')
    .where('role', '=', 'administrator')
    .where('disabled_at', 'is', null)
    .orderBy('id')
    .forUpdate()
    .execute()
}

async function setTeams(tx: Tx, agentId: string, teamIds: string[]) {
  await tx
    .deleteFrom('team_member')
    .where('agent_id', '=', agentId)
    // Keeps memberships of archived teams, which may be restored.
    .where('team_id', 'in', (query) => query.selectFrom('team').select('id').where('archived_at', 'is', null))
    .execute()
  const rows = [...new Set(teamIds)].map((team_id) => ({ team_id, agent_id: agentId }))
  if (rows.length > 0) await tx.insertInto('team_member').values(rows).execute()
}
