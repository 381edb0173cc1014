import { sql } from 'kysely'
import type { Equipment, EquipmentInput, equipment } from '../../../contract/equipment.ts'
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

function selectEquipment(db: Db | Tx) {
  return db
    .selectFrom('equipment')
    .leftJoin('company', 'company.id', 'equipment.company_id')
    .leftJoin('site', 'site.id', 'equipment.site_id')
    .select(['equipment.merged_into as mergedInto', isArchived('equipment').as('archived')])
    .select(['equipment.id', 'equipment.version', 'equipment.brand', 'equipment.model', 'equipment.location'])
    .select(['equipment.serial_number as serialNumber', 'equipment.installed_on as installedOn', 'equipment.notes'])
    .select(['equipment.warranty_until as warrantyUntil', 'equipment.external_ref as externalRef'])
    .select(
      sql<Equipment['company']>`case when company.id is not null
        then json_build_object('id', company.id, 'name', company.name) end`.as('company'),
    )
    .select(
      sql<Equipment['site']>`case when site.id is not null then json_build_object(
        'id', site.id, 'name', site.name, 'address', site.address, 'access', site.access) end`.as('site'),
    )
}

export async function requireEquipment(db: Db | Tx, id: string): Promise<Equipment> {
  const found = await selectEquipment(db).where('equipment.id', '=', id).executeTakeFirst()
  if (!found) throw new AppError('not_found')
  return found
}

export const equipmentKind = { table: 'equipment', changeEvent: 'equipment.changed', read: requireEquipment } as const

export async function listEquipment(db: Db, query: ParsedInput<typeof equipment.list>['query']) {
  const clauses = listClauses(query, 'equipment', 'label_search')
  let rows = selectEquipment(db)
    .select('equipment.label_search as sort_name')
    .where(clauses.isShown)
    .where(clauses.isAfter)
    .orderBy(clauses.order)
    .limit(query.limit + 1)
  if (query.companyId) rows = rows.where('equipment.company_id', '=', query.companyId)
  if (query.siteId) rows = rows.where('equipment.site_id', '=', query.siteId)
  for (const part of parseSearchParts(query.text))
    rows = rows.where(
      sql<boolean>`equipment.id in (
        select id from equipment where ${matchesPart(part, sql`search`)}
        union select owned.id from equipment owned join company owner on owner.id = owned.company_id
          where ${matchesPart(part, sql`owner.name_search`, sql`owner.phone_digits`)})`,
    )
  return toNamedPage(await rows.execute(), query.limit)
}

/** Lists machines of a client's own company to choose from. */
export async function listOwnEquipment({ db, actor }: Ctx<Client>, { text, limit }: { text: string; limit: number }) {
  if (actor.companyId === null) return { items: [] }
  let rows = db
    .selectFrom('equipment')
    .select(['id', 'label', 'serial_number as serialNumber', 'location'])
    .where('company_id', '=', actor.companyId)
    .where('archived_at', 'is', null)
    .orderBy('label_search')
    .orderBy('id')
    .limit(limit)
  for (const part of parseSearchParts(text)) rows = rows.where(matchesPart(part, sql`search`))
  return { items: await rows.execute() }
}

export async function createEquipment(ctx: Ctx, input: EquipmentInput): Promise<{ id: string }> {
  return transact(ctx, async (tx) => {
    await requireSiteOf(tx, input)
    return { id: await insertEquipment(tx, ctx, input) }
  })
}

/** Inserts a machine known by name only, from a call, and returns its id. */
export function insertNewMachine(
  tx: Tx,
  ctx: Ctx,
  { brand, model, companyId }: { brand: string; model: string | null; companyId: string | null },
): Promise<string> {
  const unknown = { serialNumber: null, location: null, siteId: null, installedOn: null, warrantyUntil: null }
  return insertEquipment(tx, ctx, { ...unknown, brand, model, companyId, externalRef: null, notes: '' })
}

async function insertEquipment(tx: Tx, ctx: Ctx, input: EquipmentInput): Promise<string> {
  const id = newId()
  await tx
    .insertInto('equipment')
    .values({ id, ...columnsOf(input) })
    .execute()
  await record(tx, ctx, 'equipment.created', { id, version: 1 })
  return id
}

export async function changeEquipment(
  ctx: Ctx,
  id: string,
  { version, ...input }: EquipmentInput & { version: number },
): Promise<Equipment> {
  return transact(ctx, async (tx) => {
    await requireSiteOf(tx, input)
    return changeRecord(tx, ctx, {
      name: 'equipment.changed',
      id,
      version,
      read: () => requireEquipment(tx, id),
      write: () =>
        tx
          .updateTable('equipment')
          .set({ ...columnsOf(input), version: version + 1 })
          .where('id', '=', id)
          .where('version', '=', version)
          .executeTakeFirst(),
    })
  })
}

/** Checks the site of a machine and locks it until commit. Throws invalid for a site of another company. */
async function requireSiteOf(tx: Tx, { siteId, companyId }: EquipmentInput) {
  if (siteId === null) return
  const site = await tx
    .selectFrom('site')
    .select('company_id')
    .where('id', '=', siteId)
    .forKeyShare()
    .executeTakeFirst()
  if (!site) throw new AppError('not_found')
  if (site.company_id !== companyId)
    throw new AppError('invalid', { fields: [{ path: 'siteId', problem: 'a site of another company' }] })
}

function columnsOf(input: EquipmentInput) {
  const { companyId, siteId, serialNumber, installedOn, warrantyUntil, externalRef, ...same } = input
  return {
    ...same,
    company_id: companyId,
    site_id: siteId,
    serial_number: serialNumber,
    installed_on: installedOn,
    warranty_until: warrantyUntil,
    external_ref: externalRef,
  }
}
