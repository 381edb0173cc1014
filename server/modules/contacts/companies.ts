import { sql } from 'kysely'
import type { Company, CompanyInput, companies } from '../../../contract/contacts.ts'
import type { ParsedInput } from '../../../contract/route.ts'
import { AppError } from '../../platform/app-error.ts'
import { isArchived } from '../../platform/archived-rows.ts'
import type { Ctx } from '../../platform/context.ts'
import type { Db, Tx } from '../../platform/database.ts'
import { newId } from '../../platform/new-id.ts'
import { record } from '../../platform/record.ts'
import { matchesPart, parseSearchParts } from '../../platform/search-words.ts'
import { changeRecord, listClauses, toNamedPage } from '../../platform/simple-records.ts'
import { transact } from '../../platform/transact.ts'

function selectCompanies(db: Db | Tx) {
  return db
    .selectFrom('company')
    .select(['id', 'version', 'name', 'kind', 'phone', 'email', 'address', 'external_ref as externalRef', 'notes'])
    .select(['merged_into as mergedInto', isArchived('company').as('archived')])
}

export async function requireCompany(db: Db | Tx, id: string): Promise<Company> {
  const company = await selectCompanies(db).where('id', '=', id).executeTakeFirst()
  if (!company) throw new AppError('not_found')
  return company
}

export const companyKind = { table: 'company', changeEvent: 'company.changed', read: requireCompany } as const

export async function listCompanies(db: Db, query: ParsedInput<typeof companies.list>['query']) {
  const clauses = listClauses(query, 'company', 'name_search')
  let rows = selectCompanies(db)
    .select('name_search as sort_name')
    .where(clauses.isShown)
    .where(clauses.isAfter)
    .orderBy(clauses.order)
    .limit(query.limit + 1)
  if (query.kind) rows = rows.where('company.kind', '=', query.kind)
  for (const part of parseSearchParts(query.text)) rows = rows.where(matchesPart(part, sql`search`, sql`phone_digits`))
  return toNamedPage(await rows.execute(), query.limit)
}

async function insertCompany(tx: Tx, ctx: Ctx, input: CompanyInput): Promise<string> {
  const id = newId()
  await tx
    .insertInto('company')
    .values({ id, ...columnsOf(input) })
    .execute()
  await record(tx, ctx, 'company.created', { id, version: 1 })
  return id
}

/** Inserts a company with nothing but a name. */
export function insertBlankCompany(tx: Tx, ctx: Ctx, name: string): Promise<string> {
  const blank = { kind: 'client', phone: null, email: null, address: '', externalRef: null, notes: '' } as const
  return insertCompany(tx, ctx, { name, ...blank })
}

/** Returns the id of the company with this name, ignoring accents and case, or null. */
export async function findCompanyByName(tx: Tx, name: string): Promise<string | null> {
  const company = await tx
    .selectFrom('company')
    .select('id')
    .where('name_search', '=', sql<string>`fold(${name})`)
    .where('archived_at', 'is', null)
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
  return company?.id ?? null
}

export async function createCompany(ctx: Ctx, input: CompanyInput): Promise<{ id: string }> {
  return transact(ctx, async (tx) => ({ id: await insertCompany(tx, ctx, input) }))
}

export async function changeCompany(
  ctx: Ctx,
  id: string,
  { version, ...input }: CompanyInput & { version: number },
): Promise<Company> {
  return transact(ctx, (tx) =>
    changeRecord(tx, ctx, {
      name: 'company.changed',
      id,
      version,
      read: () => requireCompany(tx, id),
      write: () =>
        tx
          .updateTable('company')
          .set({ ...columnsOf(input), version: version + 1 })
          .where('id', '=', id)
          .where('version', '=', version)
          .executeTakeFirst(),
    }),
  )
}

function columnsOf({ externalRef, ...same }: CompanyInput) {
  return { ...same, external_ref: externalRef }
}
