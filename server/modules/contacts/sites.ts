import { sql } from 'kysely'
import type { ParsedInput } from '../../../contract/route.ts'
import type { Site, SiteInput, sites } from '../../../contract/sites.ts'
import { AppError } from '../../platform/app-error.ts'
import { isArchived } from '../../platform/archived-rows.ts'
import type { Ctx } from '../../platform/context.ts'
import type { Db, Tx } from '../../platform/database.ts'
import { newId } from '../../platform/new-id.ts'
import { record } from '../../platform/record.ts'
import { matchesPart, parseSearchParts } from '../../platform/search-words.ts'
import { changeRecord, listClauses, toNamedPage } from '../../platform/simple-records.ts'
import { transact } from '../../platform/transact.ts'

function selectSites(db: Db | Tx) {
  return db
    .selectFrom('site')
    .innerJoin('company', 'company.id', 'site.company_id')
    .select(['site.id', 'site.version', 'site.name', 'site.address', 'site.access'])
    .select(isArchived('site').as('archived'))
    .select(sql<Site['company']>`json_build_object('id', company.id, 'name', company.name)`.as('company'))
}

export async function requireSite(db: Db | Tx, id: string): Promise<Site> {
  const found = await selectSites(db).where('site.id', '=', id).executeTakeFirst()
  if (!found) throw new AppError('not_found')
  return found
}

export const siteKind = { table: 'site', changeEvent: 'site.changed', read: requireSite } as const

export async function listSites(db: Db, query: ParsedInput<typeof sites.list>['query']) {
  const clauses = listClauses(query, 'site', 'name_search')
  let rows = selectSites(db)
    .select('site.name_search as sort_name')
    .where(clauses.isShown)
    .where(clauses.isAfter)
    .orderBy(clauses.order)
    .limit(query.limit + 1)
  if (query.companyId) rows = rows.where('site.company_id', '=', query.companyId)
  for (const part of parseSearchParts(query.text))
    rows = rows.where(
      sql<boolean>`site.id in (
        select id from site where ${matchesPart(part, sql`search`)}
        union select place.id from site place join company owner on owner.id = place.company_id
          where ${matchesPart(part, sql`owner.name_search`, sql`owner.phone_digits`)})`,
    )
  return toNamedPage(await rows.execute(), query.limit)
}

export async function createSite(ctx: Ctx, input: SiteInput): Promise<{ id: string }> {
  return transact(ctx, async (tx) => {
    await requireOwner(tx, input.companyId)
    const id = newId()
    await tx
      .insertInto('site')
      .values({ id, ...columnsOf(input) })
      .execute()
    await record(tx, ctx, 'site.created', { id, version: 1 })
    return { id }
  })
}

/** Changes a site. Throws invalid when it would change company while machines stand there. */
export async function changeSite(
  ctx: Ctx,
  id: string,
  { version, ...input }: SiteInput & { version: number },
): Promise<Site> {
  return transact(ctx, async (tx) => {
    await requireOwner(tx, input.companyId)
    // Locks out transactions that place a machine here.
    const site = await tx.selectFrom('site').select('company_id').where('id', '=', id).forUpdate().executeTakeFirst()
    if (site && site.company_id !== input.companyId && (await hasMachines(tx, id)))
      throw new AppError('invalid', { fields: [{ path: 'companyId', problem: 'machines stand on this site' }] })
    return changeRecord(tx, ctx, {
      name: 'site.changed',
      id,
      version,
      read: () => requireSite(tx, id),
      write: () =>
        tx
          .updateTable('site')
          .set({ ...columnsOf(input), version: version + 1 })
          .where('id', '=', id)
          .where('version', '=', version)
          .executeTakeFirst(),
    })
  })
}

async function requireOwner(tx: Tx, id: string) {
  const company = await tx.selectFrom('company').select('id').where('id', '=', id).forKeyShare().executeTakeFirst()
  if (!company) throw new AppError('not_found')
}

async function hasMachines(tx: Tx, siteId: string): Promise<boolean> {
  const machine = await tx
    .selectFrom('equipment')
    .select('id')
    .where('site_id', '=', siteId)
    .limit(1)
    .executeTakeFirst()
  return machine !== undefined
}

function columnsOf({ companyId, ...same }: SiteInput) {
  return { ...same, company_id: companyId }
}
