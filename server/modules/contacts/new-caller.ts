import type { z } from 'zod'
import type { NewCaller } from '../../../contract/tickets.ts'
import type { Ctx } from '../../platform/context.ts'
import type { Tx } from '../../platform/database.ts'
import { findCompanyByName, insertBlankCompany } from './companies.ts'
import { insertContact } from './save-contact.ts'

type Caller = z.output<typeof NewCaller>

/** Inserts a caller, who joins the company of the given name; a new name creates it. For agents' requests only. */
export async function insertNewCaller(
  tx: Tx,
  ctx: Ctx,
  { companyName, companyId, ...caller }: Caller,
): Promise<string> {
  const joinedCompanyId = companyName ? await findOrInsertCompany(tx, ctx, companyName) : null
  return insertPerson(tx, ctx, { ...caller, companyId: companyId ?? joinedCompanyId, companyWords: null })
}

type UnverifiedContact = Pick<Caller, 'name' | 'phone' | 'email' | 'companyName'> & { notes?: string }

/** Inserts a contact on an outsider's word. The company name is only noted until an agent links the contact to a company. */
export function insertUnverifiedContact(
  tx: Tx,
  ctx: Ctx,
  { companyName, ...person }: UnverifiedContact,
): Promise<string> {
  return insertPerson(tx, ctx, { ...person, companyId: null, companyWords: companyName })
}

type PersonInput = Pick<Caller, 'name' | 'phone' | 'email' | 'companyId'> & {
  companyWords: string | null
  notes?: string
}

const insertPerson = (tx: Tx, ctx: Ctx, person: PersonInput): Promise<string> =>
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
