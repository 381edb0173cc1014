import type { z } from 'zod'
import type { NewCaller } from '../../../contract/tickets.ts'
import type { Ctx } from '../../platform/context.ts'
import type { Tx } from '../../platform/database.ts'
import { findCompanyByName, insertBlankCompany } from './companies.ts'
import { insertContact } from './contacts.ts'

type Caller = z.output<typeof NewCaller>

/** Inserts a caller, and their company unless it is known by its name. For agents alone: the contact joins that company. */
export async function insertNewCaller(
  tx: Tx,
  ctx: Ctx,
  { companyName, companyId, ...caller }: Caller,
): Promise<string> {
  const named = companyName ? await findOrInsertCompany(tx, ctx, companyName) : null
  return insertPerson(tx, ctx, { ...caller, companyId: companyId ?? named, companyWords: null })
}

type Stranger = Pick<Caller, 'name' | 'phone' | 'email' | 'companyName'> & { notes?: string }

/** Inserts somebody of whom others tell. The company stays words until an agent attaches them to one. */
export function insertStranger(tx: Tx, ctx: Ctx, { companyName, ...person }: Stranger): Promise<string> {
  return insertPerson(tx, ctx, { ...person, companyId: null, companyWords: companyName })
}

type Inserted = Pick<Caller, 'name' | 'phone' | 'email' | 'companyId'> & { companyWords: string | null; notes?: string }

const insertPerson = (tx: Tx, ctx: Ctx, person: Inserted): Promise<string> =>
  insertContact(tx, ctx, {
    notes: '',
    ...person,
    kind: 'client',
    locale: 'fr',
    mobile: null,
    jobTitle: null,
    supervisor: false,
    externalRef: null,
  })

const findOrInsertCompany = async (tx: Tx, ctx: Ctx, name: string): Promise<string> =>
  (await findCompanyByName(tx, name)) ?? insertBlankCompany(tx, ctx, name)
