import { sql } from 'kysely'
import type { ProjectRef } from '../../../contract/common.ts'
import type { Project, ProjectInput, projects } from '../../../contract/projects.ts'
import type { ParsedInput } from '../../../contract/route.ts'
import type { Client } from '../../actors.ts'
import { AppError } from '../../platform/app-error.ts'
import { isArchived } from '../../platform/archived-rows.ts'
import type { Ctx } from '../../platform/context.ts'
import type { Db, Tx } from '../../platform/database.ts'
import { newId } from '../../platform/new-id.ts'
import { record } from '../../platform/record.ts'
import { matchesPart, parseSearchParts } from '../../platform/search-words.ts'
import { changeRecord, listClauses, toNamedPage } from '../../platform/simple-records.ts'
import { transact } from '../../platform/transact.ts'

function selectProjects(db: Db | Tx) {
  return db
    .selectFrom('project')
    .leftJoin('company', 'company.id', 'project.company_id')
    .select(['project.id', 'project.version', 'project.name', 'project.state', 'project.notes'])
    .select([
      'project.external_ref as externalRef',
      'project.merged_into as mergedInto',
      isArchived('project').as('archived'),
    ])
    .select(
      sql<Project['company']>`case when company.id is not null
        then json_build_object('id', company.id, 'name', company.name) end`.as('company'),
    )
    .select(
      sql<Project['contacts']>`coalesce((
        select json_agg(json_build_object('id', contact.id, 'name', contact.name, 'company', owner.name)
          order by contact.name_search, contact.id)
        from project_contact join contact on contact.id = project_contact.contact_id
        left join company owner on owner.id = contact.company_id
        where project_contact.project_id = project.id), '[]')`.as('contacts'),
    )
}

export async function requireProject(db: Db | Tx, id: string): Promise<Project> {
  const found = await selectProjects(db).where('project.id', '=', id).executeTakeFirst()
  if (!found) throw new AppError('not_found')
  return found
}

export const projectKind = { table: 'project', changeEvent: 'project.changed', read: requireProject } as const

export async function listProjects(db: Db, query: ParsedInput<typeof projects.list>['query']) {
  const clauses = listClauses(query, 'project', 'name_search')
  let rows = selectProjects(db)
    .select('project.name_search as sort_name')
    .where(clauses.isShown)
    .where(clauses.isAfter)
    .orderBy(clauses.order)
    .limit(query.limit + 1)
  if (query.companyId) rows = rows.where('project.company_id', '=', query.companyId)
  if (query.state) rows = rows.where('project.state', '=', query.state)
  for (const part of parseSearchParts(query.text))
    rows = rows.where(
      sql<boolean>`project.id in (
        select id from project where ${matchesPart(part, sql`search`)}
        union select owned.id from project owned join company owner on owner.id = owned.company_id
          where ${matchesPart(part, sql`owner.name_search`, sql`owner.phone_digits`)})`,
    )
  return toNamedPage(await rows.execute(), query.limit)
}

export async function createProject(ctx: Ctx, input: ProjectInput): Promise<{ id: string }> {
  return transact(ctx, async (tx) => {
    const id = newId()
    await tx
      .insertInto('project')
      .values({ id, ...columnsOf(input) })
      .execute()
    await record(tx, ctx, 'project.created', { id, version: 1 })
    return { id }
  })
}

export async function changeProject(
  ctx: Ctx,
  id: string,
  { version, ...input }: ProjectInput & { version: number },
): Promise<Project> {
  return transact(ctx, (tx) =>
    changeRecord(tx, ctx, {
      name: 'project.changed',
      id,
      version,
      read: () => requireProject(tx, id),
      write: () =>
        tx
          .updateTable('project')
          .set({ ...columnsOf(input), version: version + 1 })
          .where('id', '=', id)
          .where('version', '=', version)
          .executeTakeFirst(),
    }),
  )
}

function columnsOf({ companyId, externalRef, ...same }: ProjectInput) {
  return { ...same, company_id: companyId, external_ref: externalRef }
}

const maxForClients = 200

/** Lists the projects that a client may choose for a ticket: their company's, and those that they belong to. */
export async function listActiveProjects(db: Db | Tx, { companyId, projectIds }: Client): Promise<ProjectRef[]> {
  if (companyId === null && projectIds.length === 0) return []
  return db
    .selectFrom('project')
    .select(['id', 'name'])
    .where(sql<boolean>`(company_id = ${companyId}::uuid or id = any(${[...projectIds]}::uuid[]))`)
    .where('state', '=', 'active')
    .where('archived_at', 'is', null)
    .orderBy('name_search')
    .orderBy('id')
    .limit(maxForClients)
    .execute()
}
